import type { Cancel } from '../cloud/clock.ts'
import type { Call } from '../voice/model.ts'
import type { MediaEnd } from './media-end.ts'

/** What a voice token permits. */
export interface VoiceGrant {
  readonly identity: string
  /** The application that runs for outgoing calls; null: outgoing calls are not permitted. */
  readonly applicationSid: string | null
  readonly takesCalls: boolean
  readonly endsAt: number
}

/** One connection of a browser with the Voice SDK. */
export interface Device {
  readonly send: (type: string, payload?: Readonly<Record<string, unknown>>) => void
  readonly close: () => void
  /** The simulator's address that the browser has reached. */
  readonly reached: string
  /** Null before the sign-in and after the token's end. */
  grant: VoiceGrant | null
  isRegistered: boolean
  /** How long the browser's calls survive a lost connection. */
  patienceMs: number
  stopExpiry: Cancel
}

/** One leg whose participant is a browser. */
export interface Leg {
  readonly call: Call
  /** Proves, after a lost connection, that the browser had this call. */
  readonly token: string
  /** The browser's id for the call until it knows the SID; null for an incoming call. */
  readonly ownId: string | null
  /** The browser's SDP offer; null for an incoming call. */
  readonly offer: string | null
  /** The browsers where the call rings. */
  readonly rings: Set<Device>
  /** The browser that has the call; null before an answer and while the connection is lost. */
  device: Device | null
  media: Promise<MediaEnd>
  stopWaiting: Cancel
}

export interface VoiceSdkState {
  readonly devices: Set<Device>
  /** Keyed by call SID. */
  readonly legs: Map<string, Leg>
}

export const emptyVoiceSdk = (): VoiceSdkState => ({ devices: new Set(), legs: new Map() })
