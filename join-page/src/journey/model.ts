import type { GivenSeat, PageState, Step } from '../../../webhooks/join/page-state.ts'

/** The dead ends of a journey. Each has its own screen with a next step. */
export type DeadEnd =
  | 'unknown'
  | 'expired'
  | 'revoked'
  | 'ended'
  | 'removed'
  /** The agent handed the conversation over to a colleague. */
  | 'handed-over'
  | 'full'
  | 'elsewhere'
  | 'agent-gone'
  | 'time-up'
  | 'connection'
  | 'failed'

/** What this browser can do. Checked before the page asks the user for anything. */
export type Browser = 'good' | 'old' | 'in-app' | 'unsupported' | 'insecure'

/** The screen that is shown. */
export type Screen =
  | { readonly is: 'loading' }
  | { readonly is: 'gate'; readonly browser: Exclude<Browser, 'good'> }
  | { readonly is: 'welcome' }
  | { readonly is: 'choose' }
  /** Another device has the seat: asks whether to move the call here. */
  | { readonly is: 'move' }
  | { readonly is: 'waiting'; readonly since: number }
  | { readonly is: 'joining' }
  | { readonly is: 'room' }
  | { readonly is: 'left' }
  | { readonly is: 'dead'; readonly why: DeadEnd }

export type Journey = {
  readonly screen: Screen
  readonly browser: Browser
  /** Undefined until the first state from the server, and for an unknown link. */
  readonly server: PageState | undefined
  /** The user agreed to the recording notice next to the button. */
  readonly isConsenting: boolean
  /** The user wants to be in the room, so a waiting room or a lost connection leads back there. */
  readonly isWanting: boolean
  /** A seat request is open; a second press sends no other. */
  readonly isAsking: boolean
  /** The number of seat requests so far. Only the answer to the last one counts. */
  readonly askings: number
  /** A person uses the page, unlike a program that only checks a link. */
  readonly isPersonSeen: boolean
  /** The page was refreshed in a call, and returns to the call by itself. */
  readonly isComingBack: boolean
  /** The page was opened to take the call over from the frame. */
  readonly isMovingIn: boolean
  /** The participant was in the room; only then there is a call to rate. */
  readonly hasJoined: boolean
  /** The number of tries to return to a room that the network lost; 0 while there is no such break. */
  readonly tries: number
  /** A message that does not stop the journey, e.g. that a request failed. */
  readonly notice: string | undefined
}

export type Event =
  | { readonly type: 'state.received'; readonly state: PageState }
  | { readonly type: 'link.unknown' }
  /** The server is connected. `isBack`: after a break. */
  | { readonly type: 'stream.connected'; readonly isBack: boolean }
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
  /** The participant has been in the room for a minute. */
  | { readonly type: 'room.held' }
  /** `code`: of the SDK's TwilioError; undefined if the participant left or was removed. */
  | { readonly type: 'room.left'; readonly code: number | undefined }
  | { readonly type: 'room.refused'; readonly code: number | undefined }
  | { readonly type: 'leave.pressed' }
  | { readonly type: 'rejoin.pressed' }
  | { readonly type: 'notice.shown' }

/** Work that a decision requests. `perform.ts` does it and reports the outcome as an event. */
export type Effect =
  | {
      readonly type: 'seat.ask'
      readonly n: number
      readonly takeOver: boolean
      readonly isConsenting: boolean
      readonly after: number
    }
  /** Cancels a seat request that is still waiting for its time. */
  | { readonly type: 'seat.forget' }
  | { readonly type: 'room.enter'; readonly seat: GivenSeat }
  | { readonly type: 'room.leave' }
  /** Turns on the devices that the user had on. */
  | { readonly type: 'media.start' }
  | { readonly type: 'media.stop' }
  | { readonly type: 'step.report'; readonly step: Step; readonly detail?: string }
  | { readonly type: 'step.report-again'; readonly isForgotten: boolean }
  | { readonly type: 'room.prefetch' }

export type Decision = { readonly journey: Journey; readonly effects: readonly Effect[] }
