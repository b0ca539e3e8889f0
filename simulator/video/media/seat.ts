import type { Session } from '../signalling/state.ts'
import type { BrowserEnd } from './browser-end.ts'
import type { DataRelay } from './data-relay.ts'
import type { Size, Told } from './layers.ts'
import type { MediaSignalling } from './media-signalling.ts'
import type { Lost } from './network-quality.ts'
import type { Priority } from './switched-off.ts'

/** One browser in a room, as the media server sees it. */
export interface Seat {
  /** The id of its peer connection. */
  readonly id: string
  readonly session: Session
  readonly end: BrowserEnd
  readonly data: DataRelay
  readonly signalling: MediaSignalling
  /** The tracks that the browser has agreed to receive. */
  agreed: ReadonlySet<string>
  /** The dominant speaker that the browser was told last. */
  speaker: string | null
  /**
   * Keyed by track SID: the receiver's priorities, the tracks it does not show, and (`keptBack`) those that a test
   * switches off.
   */
  readonly priorities: Map<string, Priority>
  readonly hidden: Set<string>
  /** Keyed by track SID: the size at which the browser shows the track. */
  readonly sizes: Map<string, Size>
  /** Keyed by the SID of an own track: the layer hints that the browser has got. */
  readonly hints: Map<string, Told>
  hintsSaid: number
  /** The bitrate that the browser was asked to stay below. */
  limit: number | undefined
  readonly keptBack: Set<string>
  /** The loss that the browser has reported for what it receives. */
  receivedLost: Lost
  forcedQuality: number | undefined
}
