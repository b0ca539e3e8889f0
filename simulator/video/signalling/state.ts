import type { WebSocket } from 'ws'
import type { Cancel } from '../../cloud/clock.ts'
import type { Room, RoomParticipant } from '../model.ts'
import type { Description, Ice } from './messages.ts'

/** What happens to new connections: welcomed, cut at once, never answered, or told that Twilio is busy (53006). */
export type SignallingMode = 'ok' | 'refuse' | 'silent' | 'busy'

/** One WebSocket of a browser. A session outlives it: the browser may come back on another one. */
export interface Connection {
  readonly send: (body: Readonly<Record<string, unknown>>) => void
  /** Closes once the browser has had time to read what was sent last. */
  readonly closeSoon: () => void
  /** Closes without a word. */
  readonly cut: () => void
  session: Session | undefined
}

/** A participant's browser, from `connect` until it leaves. A participant of the control door has none. */
export interface Session {
  readonly id: string
  readonly room: Room
  readonly participant: RoomParticipant
  readonly subscribesToAll: boolean
  /** How long it is waited for after its connection is lost. The browser has been told the same. */
  readonly timeoutSeconds: number
  connection: Connection | undefined
  /** The newest state of itself that the browser has told. Everything it sends repeats that state. */
  heard: number
  publishedRevision: number
  subscribedRevision: number
  /** By the name that both browsers know their peer connection by. */
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
  /** What a reset goes back to. */
  readonly usualTimeoutSeconds: number
  /** How often two browsers made an offer at the same time. */
  glares: number
  /** By participant SID. */
  readonly sessions: Map<string, Session>
  /** Every open WebSocket, whatever it is for. */
  readonly sockets: Set<WebSocket>
}

export const emptySignalling = (usualTimeoutSeconds: number): SignallingState => ({
  mode: 'ok',
  sessionTimeoutSeconds: usualTimeoutSeconds,
  usualTimeoutSeconds,
  glares: 0,
  sessions: new Map(),
  sockets: new Set(),
})
