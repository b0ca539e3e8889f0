import type { LinkWord } from '../../src/access/rights.ts'
import type { PageStep } from '../../src/core/facts.ts'

export type Step = PageStep

/** Everything the server tells the page. It is sent whole at every change, so that a missed one costs nothing. */
export type PageState = {
  readonly role: 'customer' | 'agent' | 'supervisor'
  readonly link: LinkWord
  /** Customers see a display name, never a Flex identity. */
  readonly agentName?: string
  /** Of the agents who took a seat: identity in the room → display name. Identities tell nothing about anybody. */
  readonly agentNames: Readonly<Record<string, string>>
  /** For the customer: another agent takes over, and is not in the room yet. */
  readonly connecting?: { readonly name?: string }
  readonly isAgentHere: boolean
  readonly isCustomerHere: boolean
  /** Everybody in the call is told, for as long as one is there. */
  readonly isSupervisorHere: boolean
  /** The other side was there and is not any more, and nobody ended the call. */
  readonly isLost: boolean
  /** Whether a room is there to go (back) to. */
  readonly isRoomOpen: boolean
  readonly isRecording: boolean
  /** The customer is told before joining whenever a recording is on or may be switched on. */
  readonly mayRecord: boolean
  /** Counts the agent's requests to mute; the page mutes when it grows. */
  readonly muteAsks: number
  /** How long the call may still last; undefined while that is longer than two minutes. */
  readonly minutesLeft?: number
  /** For the customer, while their link works. */
  readonly linkEndsAt?: number
  /** Whether this device or another one of the same person has the seat; undefined while nobody has. */
  readonly seat?: 'here' | 'elsewhere'
  readonly isRated: boolean
  /** Why it is over, for the page's words. */
  readonly why?:
    | 'agent-ended'
    | 'task-closed'
    | 'conversation-closed'
    | 'left-alone'
    | 'nobody-took-over'
    | 'failed'
    | 'link-expired'
  /** For the agent alone. */
  readonly customer?: { readonly step: Step; readonly detail?: string | undefined; readonly at: number }
  readonly isLinkAsked: boolean
}

/** What is on when somebody comes to choose their devices. */
export type DevicesAtStart = 'both' | 'microphone' | 'camera' | 'none'

/** What is in the page when it arrives, so that nothing has to be asked for before the first screen. */
export type Start = {
  /** Without one the page was refreshed, and asks. */
  readonly state?: PageState | { readonly link: 'unknown' }
  /** The address without a token, for the address bar. */
  readonly home: string
  readonly brand: { readonly name?: string; readonly color?: string; readonly logo?: string }
  /** Without it both are. */
  readonly devices?: Exclude<DevicesAtStart, 'both'>
  /** The conversation's language; without one the browser's counts. */
  readonly locale?: string
}

/** A place in the room, as the browser SDK needs it. */
export type GivenSeat = {
  readonly token: string
  readonly roomSid: string
  readonly identity: string
  readonly signalingUrl?: string
  readonly expiresAt: string
}
