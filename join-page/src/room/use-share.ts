import { useApp } from '../app-context.ts'
import { useRoomUi } from './room-ui.ts'
import type { Tool } from './tool.ts'

/**
 * The tool for sharing the screen. While somebody else shares, the button stays, and a press shows why it does not
 * work.
 */
export function useShare(): Tool {
  const { call, texts } = useApp()
  const ui = useRoomUi()
  const t = texts.value
  const { sharer } = call.view.value
  if (sharer?.isMe) return { icon: 'screen', label: t.shareStop, look: 'on', press: () => call.stopSharing() }
  const press = async () => {
    // Must come first: the browser asks only while the press counts as recent.
    const outcome = await call.shareScreen()
    if (outcome === 'taken') ui.notice.value = { is: 'share-taken' }
    if (outcome === 'refused' || outcome === 'unsupported') ui.notice.value = { is: 'share-refused' }
  }
  return { icon: 'screen', label: t.share, press: () => void press() }
}
