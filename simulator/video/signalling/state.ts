import type { WebSocket } from 'ws'
import type { Cancel } from '../../cloud/clock.ts'
import type { MediaChannel } from '../media/media-channels.ts'
import type { BandwidthProfile } from '../media/switched-off.ts'
import type { Room, RoomParticipant } from '../model.ts'
import type { RefusedTrack } from '../refused-tracks.ts'
import type { Description, Ice, PeerConnection } from './messages.ts'

/** What happens to new connections: welcomed, cut at once, never answered, or told that Twilio is busy (53006). */
export type SignallingMode = 'ok' | 'refuse' | 'silent' | 'busy'

export type MediaMode = 'server' | 'peers'

/** One WebSocket of a browser. A session outlives it: the browser may come back on another one. */
export interface Connection {
  readonly send: (body: Readonly<Record<string, unknown>>) => void
  /** Closes once the browser has had time to read what was sent last. */
  readonly closeSoon: () => void
  /** Closes without a word. */
  readonly cut: () => void
  /** The address of ours that the browser has reached. */
  readonly reached: string
  /** Twilio's region that it has chosen. */
  readonly region: string | undefined
  session: Session | undefined
}

/** What a browser is told of one of its peer connections. */
export interface ToldPeerConnection {
  readonly id: string
  readonly description?: object
  readonly ice?: object
}

/** How the browsers of a room are connected: each with the simulator, or each with each. */
export interface RoomMedia {
  /** Whether there is somebody to tell of speakers, networks and captions. */
  readonly hasChannels: boolean
  /** A browser enters with the offer that the SDK makes before it knows anybody. The answer goes into `connected`. */
  readonly enter: (session: Session, offers: readonly PeerConnection[]) => readonly ToldPeerConnection[]
  /** The browser has been told that it is in. */
  readonly entered: (session: Session) => void
  readonly hear: (session: Session, said: PeerConnection) => void
  /** All that a browser has to know of its peer connections when it comes back; the SDK ignores what it knew already. */
  readonly everything: (session: Session) => readonly ToldPeerConnection[]
  /** A browser is gone: what each other one is told of that. */
  readonly leave: (session: Session) => (other: Session) => readonly ToldPeerConnection[]
}

/** A participant's browser, from `connect` until it leaves. A participant of the control door has none. */
export interface Session {
  readonly id: string
  readonly room: Room
  readonly participant: RoomParticipant
  /** How long it is waited for after its connection is lost. The browser has been told the same. */
  readonly timeoutSeconds: number
  connection: Connection | undefined
  readonly media: RoomMedia
  /** What it wants to be told by a media server beside sound and pictures. */
  readonly asked: readonly MediaChannel[]
  /** What it has room for. */
  bandwidthProfile: BandwidthProfile | undefined
  /** Tracks that the room does not take. */
  refused: readonly RefusedTrack[]
  /** The newest state of itself that the browser has told. Everything it sends repeats that state. */
  heard: number
  publishedRevision: number
  subscribedRevision: number
  /** By the name that both browsers know their peer connection by. None where there is a media server. */
  readonly pairs: Map<string, Pair>
  stopTimer: Cancel
  /** Real time until which its new connections are cut, for tests. */
  shutOutUntil: number
}

/** What one end of a peer connection has said last. */
export interface Said {
  offer: Description | undefined
  answer: Description | undefined
  readonly ice: Map<string, Ice>
}

/** One peer connection between two browsers. Nothing of it is understood here: it is carried across. */
export interface Pair {
  readonly id: string
  readonly ends: ReadonlyMap<Session, Said>
  /** The offer that has not been answered yet. */
  outstanding: { readonly from: Session; readonly revision: number } | undefined
}

export interface SignallingState {
  mode: SignallingMode
  sessionTimeoutSeconds: number
  /** Whether a browser that asks for a room that is not there makes it. An account's setting at Twilio. */
  adHocRooms: boolean
  /** What browsers are connected with: the simulator's media server, or each other. */
  readonly media: MediaMode
  /** What a reset goes back to. */
  readonly usualTimeoutSeconds: number
  /** How often two browsers made an offer at the same time. */
  glares: number
  /** By participant SID. */
  readonly sessions: Map<string, Session>
  /** Every open WebSocket, whatever it is for. */
  readonly sockets: Set<WebSocket>
}

export const emptySignalling = (usualTimeoutSeconds: number, media: MediaMode): SignallingState => ({
  media,
  mode: 'ok',
  sessionTimeoutSeconds: usualTimeoutSeconds,
  usualTimeoutSeconds,
  adHocRooms: false,
  glares: 0,
  sessions: new Map(),
  sockets: new Set(),
})
