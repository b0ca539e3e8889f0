import type { Cancel } from '../cloud/clock.ts'
import type { Call } from '../voice/model.ts'
import type { MediaEnd } from './media-end.ts'

/** What a token for voice lets its bearer do. */
export interface VoiceGrant {
  readonly identity: string
  /** What calls that its bearer makes run; null: none may be made. */
  readonly applicationSid: string | null
  readonly takesCalls: boolean
  readonly endsAt: number
}

/** One browser with the Voice SDK, by its connection. */
export interface Device {
  readonly send: (type: string, payload?: Readonly<Record<string, unknown>>) => void
  readonly close: () => void
  /** The address where it finds us. */
  readonly reached: string
  /** Null until it has signed in, and when its token has ended. */
  grant: VoiceGrant | null
  isRegistered: boolean
  /** How long it wants to be waited for when its connection is lost. */
  patienceMs: number
  stopExpiry: Cancel
}

/** One leg whose party is a browser. */
export interface Leg {
  readonly call: Call
  /** What a browser proves with that it had this call before its connection was lost. */
  readonly token: string
  /** What the browser calls it as long as it knows no SID; null for a call that comes in. */
  readonly ownId: string | null
  /** The sound that it has offered with it; null for a call that comes in. */
  readonly offer: string | null
  /** Where it rings. */
  readonly rings: Set<Device>
  /** Who has it. Null: nobody yet, or somebody who has lost the connection. */
  device: Device | null
  media: Promise<MediaEnd>
  stopWaiting: Cancel
}

export interface VoiceSdkState {
  readonly devices: Set<Device>
  /** By call SID. */
  readonly legs: Map<string, Leg>
}

export const emptyVoiceSdk = (): VoiceSdkState => ({ devices: new Set(), legs: new Map() })
