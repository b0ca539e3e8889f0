import type { Room, StatsReport } from 'twilio-video'

const every = 1_000
/** Milliseconds within which media should flow. The SDK's own 15 s would show an empty room for too long. */
const patience = 8_000

type Listeners = {
  /** Media flows. Ends the watch, because the SDK notices later breaks by itself. */
  readonly flows: () => void
  /** Others publish something, and for 8 s no media has flowed in either direction. */
  readonly isCutOff: () => void
}

/**
 * Checks every second whether media flows in a new room. Subscriptions do not show that: they look normal in a blocked
 * network. A participant who sends can reach the media server, so their network is not the reason if nothing arrives.
 */
export function watchFlow(room: Room, { flows, isCutOff }: Listeners): () => void {
  let waited = 0
  let isOver = false
  const stop = () => {
    isOver = true
    clearInterval(timer)
  }
  const look = async () => {
    const reports = await room.getStats().catch(() => [])
    if (isOver) return
    if (hasFlowed(reports)) {
      stop()
      return flows()
    }
    // Does not reset the wait: another participant who reconnects must not delay the message.
    if (!isExpecting(room)) return
    waited += every
    if (waited === patience) isCutOff()
  }
  const timer = setInterval(look, every)
  return stop
}

const isExpecting = ({ participants }: Room): boolean =>
  [...participants.values()].some(({ tracks }) => [...tracks.values()].some(({ isTrackEnabled }) => isTrackEnabled))

/** Whether any media was sent or received. */
export const hasFlowed = (reports: readonly StatsReport[]): boolean =>
  reports.some(
    ({ localAudioTrackStats, localVideoTrackStats, remoteAudioTrackStats, remoteVideoTrackStats }) =>
      [...localAudioTrackStats, ...localVideoTrackStats].some(({ bytesSent }) => (bytesSent ?? 0) > 0) ||
      [...remoteAudioTrackStats, ...remoteVideoTrackStats].some(({ bytesReceived }) => (bytesReceived ?? 0) > 0),
  )
