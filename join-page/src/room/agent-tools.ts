import { useApp } from '../app-context.ts'
import type { Control } from './controls.ts'
import { opening } from './own-tools.ts'
import { popOut } from './pop-out.ts'
import { useRoomUi } from './room-ui.ts'
import type { Tool } from './tool.ts'
import { useCommand } from './use-command.ts'

export type AgentControl = Extract<Control, 'record' | 'mute-customer' | 'resend' | 'remove' | 'pop-out' | 'end'>

/** The tools of agents. The server performs them, and refuses everybody else. */
export function useAgentTools(): Readonly<Record<AgentControl, Tool>> {
  const app = useApp()
  const ui = useRoomUi()
  const { send, busy } = useCommand()
  const t = app.texts.value
  const isRecording = app.call.view.value.isRecording || app.journey.value.server?.isRecording === true
  const leaveFrame = async () => {
    const problem = await popOut(app)
    if (problem) ui.notice.value = problem
  }
  return {
    record: {
      icon: 'record',
      label: isRecording ? t.recordStop : t.record,
      ...(isRecording && { look: 'on' as const }),
      isBusy: busy === 'record-on' || busy === 'record-off',
      press: () => void send(isRecording ? 'record-off' : 'record-on'),
    },
    'mute-customer': {
      icon: 'mic-off',
      label: t.muteCustomer,
      isBusy: busy === 'mute',
      press: () => void send('mute', { is: 'customer-muted' }),
    },
    resend: {
      icon: 'link',
      label: t.resend,
      isBusy: busy === 'resend',
      press: () => void send('resend', { is: 'link-sent' }),
    },
    remove: { icon: 'close', label: t.remove, look: 'danger', ...opening(ui, 'remove') },
    'pop-out': { icon: 'pop-out', label: t.popOut, press: () => void leaveFrame() },
    end: { icon: 'phone-down', label: t.end, look: 'danger', ...opening(ui, 'end') },
  }
}
