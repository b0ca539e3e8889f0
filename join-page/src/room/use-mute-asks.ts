import { useEffect, useRef } from 'preact/hooks'
import { useApp } from '../app-context.ts'
import { useRoomUi } from './room-ui.ts'

/**
 * The agent's wish that the customer be quiet, e.g. because of a noisy street. It counts once for each press; those from
 * before this page was there have been seen to, or undone by the person.
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
