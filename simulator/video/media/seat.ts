import type { Session } from '../signalling/state.ts'
import type { BrowserEnd } from './browser-end.ts'
import type { DataRelay } from './data-relay.ts'
import type { Size, Told } from './layers.ts'
import type { MediaSignalling } from './media-signalling.ts'
import type { Lost } from './network-quality.ts'
import type { Priority } from './switched-off.ts'

/** One browser in a room, as the media server sees it. */
export interface Seat {
  /** The name of its peer connection. */
  readonly id: string
  readonly session: Session
  readonly end: BrowserEnd
  readonly data: DataRelay
  readonly signalling: MediaSignalling
  /** The tracks that it has agreed to receive. */
  agreed: ReadonlySet<string>
  /** Whom it was told to be the loudest other one. */
  speaker: string | null
  /** By the SIDs of tracks: the receiver's own priorities, what it shows to nobody, and what a test keeps back. */
  readonly priorities: Map<string, Priority>
  readonly hidden: Set<string>
  /** By the SIDs of tracks: how large it shows them. */
  readonly sizes: Map<string, Size>
  /** By the SIDs of its own tracks: which layers it has been told to send. */
  readonly hints: Map<string, Told>
  hintsSaid: number
  /** The bitrate that it has been told to be enough. */
  limit: number | undefined
  readonly keptBack: Set<string>
  /** What it has missed of what it was sent, as far as it has said. */
  receivedLost: Lost
  forcedQuality: number | undefined
}
