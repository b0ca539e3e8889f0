import type { Room, StatsReport } from 'twilio-video'

const every = 1_000
/** So long (ms) something should have come or gone: with the SDK's 15 s an empty room looks broken for half of them. */
const patience = 8_000

type Told = {
  /** Something has come or gone. Nothing is looked at any more: what breaks after that the SDK sees by itself. */
  readonly flows: () => void
  /** There is something to see or hear, and for 8 s nothing at all has come or gone. */
  readonly isCutOff: () => void
}

/**
 * Looks each second whether media flows in a new room. Subscriptions tell nothing: with a blocked network they look as
 * always. Whoever sends has a way to the media server, so that it is not their network when nothing comes.
 */
export function watchFlow(room: Room, { flows, isCutOff }: Told): () => void {
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
    // Who goes and comes again in between keeps nobody from reading this.
    if (!isExpecting(room)) return
    waited += every
    if (waited === patience) isCutOff()
  }
  const timer = setInterval(look, every)
  return stop
}

const isExpecting = ({ participants }: Room): boolean =>
  [...participants.values()].some(({ tracks }) => [...tracks.values()].some(({ isTrackEnabled }) => isTrackEnabled))

export const hasFlowed = (reports: readonly StatsReport[]): boolean =>
  reports.some(
    ({ localAudioTrackStats, localVideoTrackStats, remoteAudioTrackStats, remoteVideoTrackStats }) =>
      [...localAudioTrackStats, ...localVideoTrackStats].some(({ bytesSent }) => (bytesSent ?? 0) > 0) ||
      [...remoteAudioTrackStats, ...remoteVideoTrackStats].some(({ bytesReceived }) => (bytesReceived ?? 0) > 0),
  )
