import { useApp } from '../app-context.ts'
import type { Control } from './controls.ts'
import type { RoomUi } from './room-ui.ts'
import { useRoomUi } from './room-ui.ts'
import { toggleSmallWindow } from './small-window.ts'
import type { Tool } from './tool.ts'
import { useShare } from './use-share.ts'

export type OwnControl = Extract<
  Control,
  'mute' | 'camera' | 'flip' | 'share' | 'background' | 'settings' | 'small-window' | 'more' | 'leave'
>

/** The tools of every participant. Each label says what a press does now. */
export function useOwnTools(): Readonly<Record<OwnControl, Tool>> {
  const { journey, media, texts } = useApp()
  const ui = useRoomUi()
  const t = texts.value
  const isAgent = journey.value.server?.role === 'agent'
  return {
    mute: useMicrophone(),
    camera: useCamera(),
    flip: { icon: 'flip', label: t.otherCamera, press: () => void media.flip() },
    share: useShare(),
    background: { icon: 'blur', label: t.background, ...opening(ui, 'background') },
    settings: { icon: 'settings', label: t.settings, ...opening(ui, 'settings') },
    'small-window': { icon: 'devices', label: t.smallWindow, press: () => void toggleSmallWindow() },
    more: { icon: 'more', label: t.more, ...opening(ui, 'more') },
    // For agents the button looks different, so that it is not confused with "end" next to it.
    leave: isAgent
      ? { icon: 'arrow', label: t.leave, ...opening(ui, 'leave') }
      : { icon: 'phone-down', label: t.leave, look: 'danger', ...opening(ui, 'leave') },
  }
}

/** The part of a tool that opens a dialog. */
export const opening = ({ dialog }: RoomUi, name: NonNullable<RoomUi['dialog']['value']>) =>
  ({
    opens: 'dialog',
    press: () => {
      dialog.value = name
    },
  }) as const

/** Mutes without closing the microphone, so that the first word after unmuting is heard. */
function useMicrophone(): Tool {
  const { call, media, texts } = useApp()
  const ui = useRoomUi()
  const t = texts.value
  const { is } = media.microphone.value
  const { isMuted } = call.view.value
  if (is === 'on' || is === 'interrupted')
    return {
      icon: isMuted ? 'mic-off' : 'mic',
      label: isMuted ? t.unmute : t.mute,
      ...(isMuted && { look: 'off' as const }),
      press: () => call.mute(!isMuted),
    }
  const press = async () => {
    // A user who switches the microphone on wants to be heard.
    call.mute(false)
    await media.turnOn('microphone')
    if (media.microphone.value.is === 'failed') ui.dialog.value = 'trouble'
  }
  return { icon: 'mic-off', label: t.micStart, look: 'off', isBusy: is === 'asking', press: () => void press() }
}

function useCamera(): Tool {
  const { media, texts } = useApp()
  const ui = useRoomUi()
  const t = texts.value
  const { is } = media.camera.value
  if (is === 'on' || is === 'interrupted')
    return { icon: 'camera', label: t.cameraStop, press: () => media.turnOff('camera') }
  const press = async () => {
    await media.turnOn('camera')
    if (media.camera.value.is === 'failed') ui.dialog.value = 'trouble'
  }
  return { icon: 'camera-off', label: t.cameraStart, look: 'off', isBusy: is === 'asking', press: () => void press() }
}
