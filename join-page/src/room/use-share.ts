import { useApp } from '../app-context.ts'
import { useRoomUi } from './room-ui.ts'
import type { Tool } from './tool.ts'

/** Sharing one's screen. Where somebody else does, the button stays and says why it is not one's turn. */
export function useShare(): Tool {
  const { call, texts } = useApp()
  const ui = useRoomUi()
  const t = texts.value
  const { sharer } = call.view.value
  if (sharer?.isMe) return { icon: 'screen', label: t.shareStop, look: 'on', press: () => call.stopSharing() }
  const press = async () => {
    // Nothing before it: the browser asks only while it still feels the press.
    const outcome = await call.shareScreen()
    if (outcome === 'taken') ui.notice.value = { is: 'share-taken' }
    if (outcome === 'refused' || outcome === 'unsupported') ui.notice.value = { is: 'share-refused' }
  }
  return { icon: 'screen', label: t.share, press: () => void press() }
}
