import type { LinkWord } from '../../src/access/rights.ts'
import type { PageStep } from '../../src/core/facts.ts'

export type Step = PageStep

/** Everything the server sends to the page. Every change sends all of it, so a missed one costs nothing. */
export type PageState = {
  readonly role: 'customer' | 'agent' | 'supervisor'
  readonly link: LinkWord
  /** Customers see a display name, never a Flex identity. */
  readonly agentName?: string
  /** Of the agents with a seat: identity in the room → display name. Identities reveal nothing about anybody. */
  readonly agentNames: Readonly<Record<string, string>>
  /** For the customer: another agent is taking over and is not in the room yet. */
  readonly connecting?: { readonly name?: string }
  readonly isAgentHere: boolean
  readonly isCustomerHere: boolean
  /** Everybody in the call sees this for as long as a supervisor is there. */
  readonly isSupervisorHere: boolean
  /** The other side was there and has gone, and nobody ended the call. */
  readonly isLost: boolean
  /** Whether there is a room to join or rejoin. */
  readonly isRoomOpen: boolean
  readonly isRecording: boolean
  /** The customer is informed before joining if a recording is on or may be switched on. */
  readonly mayRecord: boolean
  /** Counts the agent's requests to mute; the page mutes when it grows. */
  readonly muteAsks: number
  /** How long the call may still last; undefined while that is more than two minutes. */
  readonly minutesLeft?: number
  /** For the customer, while the link works. */
  readonly linkEndsAt?: number
  /** Whether this device or another one of the same participant has the seat; undefined while none has. */
  readonly seat?: 'here' | 'elsewhere'
  readonly isRated: boolean
  /** Why the video is over, for the page's text. */
  readonly why?:
    | 'agent-ended'
    | 'task-closed'
    | 'conversation-closed'
    | 'left-alone'
    | 'nobody-took-over'
    | 'failed'
    | 'link-expired'
  /** For the agent only. */
  readonly customer?: { readonly step: Step; readonly detail?: string | undefined; readonly at: number }
  readonly isLinkAsked: boolean
}

/** The devices that are on when a participant comes to choose them. */
export type DevicesAtStart = 'both' | 'microphone' | 'camera' | 'none'

/** Data in the page on arrival, so that the first screen needs no request. */
export type Start = {
  /** If missing, the page was refreshed and must ask. */
  readonly state?: PageState | { readonly link: 'unknown' }
  /** The address without a token, for the address bar. */
  readonly home: string
  readonly brand: { readonly name?: string; readonly color?: string; readonly logo?: string }
  /** If missing, both are on. */
  readonly devices?: Exclude<DevicesAtStart, 'both'>
  /** The conversation's language; if missing, the browser's counts. */
  readonly locale?: string
}

/** A seat in the room, as the browser SDK needs it. */
export type GivenSeat = {
  readonly token: string
  readonly roomSid: string
  readonly identity: string
  readonly signalingUrl?: string
  readonly expiresAt: string
}
