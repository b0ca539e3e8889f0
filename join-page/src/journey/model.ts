import type { GivenSeat, PageState, Step } from '../../../webhooks/join/page-state.ts'

/** Where a journey can stop. Each has its own page with the next step. */
export type DeadEnd =
  | 'unknown'
  | 'expired'
  | 'revoked'
  | 'ended'
  | 'removed'
  /** An agent gave the conversation to a colleague. */
  | 'handed-over'
  | 'full'
  | 'elsewhere'
  | 'agent-gone'
  | 'time-up'
  | 'connection'
  | 'failed'

/** What this browser can do. Found out before anything is asked of the person. */
export type Browser = 'good' | 'old' | 'in-app' | 'unsupported' | 'insecure'

/** The one screen a person sees. */
export type Screen =
  | { readonly is: 'loading' }
  | { readonly is: 'gate'; readonly browser: Exclude<Browser, 'good'> }
  | { readonly is: 'welcome' }
  | { readonly is: 'choose' }
  /** Another device of the same person sits on the seat: shall it move here? */
  | { readonly is: 'move' }
  | { readonly is: 'waiting'; readonly since: number }
  | { readonly is: 'joining' }
  | { readonly is: 'room' }
  | { readonly is: 'left' }
  | { readonly is: 'dead'; readonly why: DeadEnd }

export type Journey = {
  readonly screen: Screen
  readonly browser: Browser
  /** Undefined until the server was heard, and for a link it does not know. */
  readonly server: PageState | undefined
  /** The person said yes to the notice of recording that stood beside the button. */
  readonly isConsenting: boolean
  /** The person wants to sit in the room: what a waiting room or a lost connection goes back to. */
  readonly isWanting: boolean
  /** The server was asked for a seat and has not answered: a second press finds the first one's question. */
  readonly isAsking: boolean
  /** Counts the times the server was asked for a seat. The answer to any but the last one is too late. */
  readonly askings: number
  /** Somebody uses the page. A program that only looks what a link is does not. */
  readonly isPersonSeen: boolean
  /** The page was refreshed in the middle of a call, and goes back there by itself. */
  readonly isComingBack: boolean
  /** The page was opened to take the call over from the frame it was in. */
  readonly isMovingIn: boolean
  /** The person was in the room: only then there is something to rate. */
  readonly hasJoined: boolean
  /** How often the page has tried to come back into a room that the network took; 0 while it does not. */
  readonly tries: number
  /** Something to say that does not stop the journey, e.g. a request that did not get through. */
  readonly notice: string | undefined
}

export type Event =
  | { readonly type: 'server.told'; readonly state: PageState }
  | { readonly type: 'server.unknown' }
  /** The server is there, for the first time or again. `isBack`: in between it was not. */
  | { readonly type: 'line.connected'; readonly isBack: boolean }
  | { readonly type: 'person.seen' }
  | { readonly type: 'gate.passed' }
  | { readonly type: 'welcome.passed' }
  | { readonly type: 'join.pressed'; readonly isConsenting: boolean }
  | { readonly type: 'move.pressed' }
  | { readonly type: 'seat.given'; readonly n: number; readonly seat: GivenSeat }
  | {
      readonly type: 'seat.refused'
      readonly n: number
      readonly code: string
      readonly retryable: boolean
      readonly at: number
    }
  | { readonly type: 'room.joined' }
  /** They have been in it for a minute. */
  | { readonly type: 'room.held' }
  /** `code`: of the SDK's TwilioError; none after a wish of one's own or of the other side. */
  | { readonly type: 'room.left'; readonly code: number | undefined }
  | { readonly type: 'room.refused'; readonly code: number | undefined }
  | { readonly type: 'leave.pressed' }
  | { readonly type: 'rejoin.pressed' }
  | { readonly type: 'notice.shown' }

/** Work a decision asks for; `perform.ts` does it and reports back as an event. */
export type Effect =
  | {
      readonly type: 'seat.ask'
      readonly n: number
      readonly takeOver: boolean
      readonly isConsenting: boolean
      readonly after: number
    }
  /** What was to be asked for later is not asked for. */
  | { readonly type: 'seat.forget' }
  | { readonly type: 'room.enter'; readonly seat: GivenSeat }
  | { readonly type: 'room.leave' }
  /** Turns on what the person had on. */
  | { readonly type: 'media.start' }
  | { readonly type: 'media.stop' }
  | { readonly type: 'step.tell'; readonly step: Step; readonly detail?: string }
  | { readonly type: 'step.tell-again'; readonly isForgotten: boolean }
  | { readonly type: 'room.prefetch' }

export type Decision = { readonly journey: Journey; readonly effects: readonly Effect[] }
