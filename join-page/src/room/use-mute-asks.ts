import { useEffect, useRef } from 'preact/hooks'
import { useApp } from '../app-context.ts'
import { useRoomUi } from './room-ui.ts'

/**
 * Mutes the customer when the agent requests it, e.g. because of a noisy street. Acts once for each press. Ignores
 * presses from before this page was open: they had their effect, or the customer has undone it.
 */
export function useMuteAsks(): void {
  const { call, journey } = useApp()
  const { notice } = useRoomUi()
  const { server } = journey.value
  const asks = server?.role === 'customer' ? server.muteAsks : 0
  const seen = useRef(asks)
  useEffect(() => {
    const isNew = asks > seen.current
    seen.current = asks
    if (!isNew || call.view.value.isMuted) return
    call.mute(true)
    notice.value = { is: 'muted-by-agent' }
  }, [asks])
}
