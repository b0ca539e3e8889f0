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

/** One WebSocket of a browser. The session outlives it: the browser may come back on another WebSocket. */
export interface Connection {
  readonly send: (body: Readonly<Record<string, unknown>>) => void
  /** Closes once the browser has had time to read the last message. */
  readonly closeSoon: () => void
  /** Closes without a close frame. */
  readonly cut: () => void
  /** The simulator's address that the browser has reached. */
  readonly reached: string
  /** The Twilio region that the browser has chosen. */
  readonly region: string | undefined
  session: Session | undefined
}

/** A message to a browser about one of its peer connections. */
export interface ToldPeerConnection {
  readonly id: string
  readonly description?: object
  readonly ice?: object
}

/** How the browsers of a room are connected: with the simulator, or with each other. */
export interface RoomMedia {
  /** Whether there are data channels for speakers, network quality and captions. */
  readonly hasChannels: boolean
  /**
   * Called when a browser joins, with the offer that the SDK makes before it knows other participants. The result goes
   * into `connected`.
   */
  readonly enter: (session: Session, offers: readonly PeerConnection[]) => readonly ToldPeerConnection[]
  /** Called after the browser was told that it is in the room. */
  readonly entered: (session: Session) => void
  readonly hear: (session: Session, said: PeerConnection) => void
  /**
   * Everything about its peer connections that a browser needs after a reconnection; the SDK ignores what it already
   * knows.
   */
  readonly everything: (session: Session) => readonly ToldPeerConnection[]
  /** Called when a browser leaves. Returns the message for each other browser. */
  readonly leave: (session: Session) => (other: Session) => readonly ToldPeerConnection[]
}

/** A participant's browser, from `connect` until it leaves. Participants that the control door added have none. */
export interface Session {
  readonly id: string
  readonly room: Room
  readonly participant: RoomParticipant
  /** How long the session survives without a connection. The browser has the same number. */
  readonly timeoutSeconds: number
  connection: Connection | undefined
  readonly media: RoomMedia
  /** The media server's data channels that the browser asked for. */
  readonly asked: readonly MediaChannel[]
  /** The limits on what the browser receives. */
  bandwidthProfile: BandwidthProfile | undefined
  /** Tracks that the room refuses. */
  refused: readonly RefusedTrack[]
  /** The newest revision of the browser's own state. Each message of a browser repeats its state. */
  heard: number
  publishedRevision: number
  subscribedRevision: number
  /** Keyed by the id that both browsers use for the peer connection. Empty with a media server. */
  readonly pairs: Map<string, Pair>
  stopTimer: Cancel
  /** New connections are cut until this moment (real time). For tests. */
  shutOutUntil: number
}

/** The last messages of one end of a peer connection. */
export interface Said {
  offer: Description | undefined
  answer: Description | undefined
  readonly ice: Map<string, Ice>
}

/** One peer connection between two browsers. Its messages are relayed without being interpreted. */
export interface Pair {
  readonly id: string
  readonly ends: ReadonlyMap<Session, Said>
  /** The offer that is not answered yet. */
  outstanding: { readonly from: Session; readonly revision: number } | undefined
}

export interface SignallingState {
  mode: SignallingMode
  sessionTimeoutSeconds: number
  /** Whether a browser that asks for a room that does not exist creates it: a setting of the account at Twilio. */
  adHocRooms: boolean
  /** What browsers connect to: the simulator's media server, or each other. */
  readonly media: MediaMode
  /** The value that a reset restores. */
  readonly usualTimeoutSeconds: number
  /** How often two browsers sent simultaneous offers. */
  glares: number
  /** Keyed by participant SID. */
  readonly sessions: Map<string, Session>
  /** Every open WebSocket, of every kind. */
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
