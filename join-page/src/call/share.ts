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
  /** Gives way where two began at the same moment: the one with the smaller SID goes on. */
  giveWay(): void
}

/** Nobody reads more pictures of a page in a second, and a weak line carries no more. */
const asked = { video: { frameRate: { max: 15 } }, audio: false } as const

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
    // After the end of a room the SDK has nothing left to take back, and throws.
    if (room.state !== 'disconnected') room.localParticipant.unpublishTrack(track)
    track.stop()
  }
  const start = async (): Promise<Shared> => {
    if (!canShare()) return 'unsupported'
    if (screen.peek()) return 'shared'
    if (sharers().length > 0) return 'taken'
    // Called before anything is waited for: a browser asks only while it still feels the click.
    const picked = await navigator.mediaDevices.getDisplayMedia(asked).catch(() => undefined)
    const track = picked?.getVideoTracks()[0]
    if (!track) return 'refused'
    // Somebody may have been faster while this person was choosing.
    if (sharers().length > 0) {
      track.stop()
      return 'taken'
    }
    // Sharp letters matter more than smooth movement.
    track.contentHint = 'detail'
    const wrapped = wrap(track)
    // The browser's own bar has a button to stop with; nobody else fires this.
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

/** Phones have no such thing. */
export const canShare = (): boolean => 'mediaDevices' in navigator && 'getDisplayMedia' in navigator.mediaDevices

const isSharing = ({ videoTracks }: Pick<RemoteParticipant, 'videoTracks'>) =>
  [...videoTracks.values()].some(({ trackName }) => trackName === 'screen')
