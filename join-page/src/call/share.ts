import type { LocalParticipant, LocalVideoTrack, RemoteParticipant } from 'twilio-video'
import type { OwnTracks } from './own-tracks.ts'

export type Shared = 'shared' | 'taken' | 'refused' | 'unsupported'

type SharingRoom = {
  readonly state: string
  readonly participants: ReadonlyMap<string, Pick<RemoteParticipant, 'sid' | 'videoTracks'>>
  readonly localParticipant: LocalParticipant
}

export type Share = {
  start(): Promise<Shared>
  stop(): void
  /** Stops sharing if another participant started at the same moment; the one with the smaller SID goes on. */
  giveWay(): void
}

/** A page needs no higher frame rate, and a weak connection carries no more. */
const options = { video: { frameRate: { max: 15 } }, audio: false } as const

/** Shares this device's screen in a room, while nobody else does. */
export function createShare(
  room: SharingRoom,
  screen: OwnTracks['screen'],
  wrap: (track: MediaStreamTrack) => LocalVideoTrack,
): Share {
  const sharers = () => [...room.participants.values()].filter(isSharing)
  const stop = () => {
    const track = screen.peek()
    if (!track) return
    screen.value = undefined
    // After the end of a room the SDK has nothing to unpublish, and throws.
    if (room.state !== 'disconnected') room.localParticipant.unpublishTrack(track)
    track.stop()
  }
  const start = async (): Promise<Shared> => {
    if (!canShare()) return 'unsupported'
    if (screen.peek()) return 'shared'
    if (sharers().length > 0) return 'taken'
    // Called before the first await: a browser asks only while the click counts as recent.
    const picked = await navigator.mediaDevices.getDisplayMedia(options).catch(() => undefined)
    const track = picked?.getVideoTracks()[0]
    if (!track) return 'refused'
    // Somebody else may have started while the user was choosing.
    if (sharers().length > 0) {
      track.stop()
      return 'taken'
    }
    // Sharp text matters more than smooth movement.
    track.contentHint = 'detail'
    const wrapped = wrap(track)
    // Fired by the stop button in the browser's own bar, and by nothing else.
    track.addEventListener('ended', () => screen.peek() === wrapped && stop())
    screen.value = wrapped
    const published = await room.localParticipant.publishTrack(wrapped, { priority: 'high' }).catch(() => undefined)
    if (!published) stop()
    return published ? 'shared' : 'refused'
  }
  const giveWay = () => {
    if (screen.peek() && sharers().some(({ sid }) => sid < room.localParticipant.sid)) stop()
  }
  return { start, stop, giveWay }
}

/** Whether this browser can share a screen. Phones cannot. */
export const canShare = (): boolean => 'mediaDevices' in navigator && 'getDisplayMedia' in navigator.mediaDevices

const isSharing = ({ videoTracks }: Pick<RemoteParticipant, 'videoTracks'>) =>
  [...videoTracks.values()].some(({ trackName }) => trackName === 'screen')
