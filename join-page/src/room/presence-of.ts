import type { PageState } from '../../../webhooks/join/page-state.ts'
import { networkBlocked } from '../network/blocked.ts'
import type { Texts } from '../texts/texts.ts'

export type Presence = {
  readonly words: keyof Texts
  /** Advice that the agent can give in the chat. */
  readonly coach?: keyof Texts
  /** Whether sending the link again would help. */
  readonly offersLink?: true
  readonly tone: 'quiet' | 'good' | 'warning'
  /** The customer's progress towards the call, 0 to 3. */
  readonly stage: 0 | 1 | 2 | 3
}

/** Describes the customer's progress towards the call, with advice for the agent. Pure. */
export function presenceOf({ customer, isCustomerHere }: Pick<PageState, 'customer' | 'isCustomerHere'>): Presence {
  if (customer?.detail === networkBlocked)
    return { words: 'stepNetwork', coach: 'stepNetworkCoach', tone: 'warning', stage: isCustomerHere ? 3 : 2 }
  if (isCustomerHere) return { words: 'stepJoined', tone: 'good', stage: 3 }
  switch (customer?.step) {
    case undefined:
      return { words: 'stepInvited', coach: 'stepInvitedCoach', offersLink: true, tone: 'quiet', stage: 0 }
    case 'opened':
      return { words: 'stepOpened', tone: 'quiet', stage: 1 }
    case 'in-app-browser':
      return { words: 'stepInApp', coach: 'stepInAppCoach', tone: 'warning', stage: 1 }
    case 'unsupported':
      return { words: 'stepUnsupported', coach: 'stepUnsupportedCoach', tone: 'warning', stage: 1 }
    case 'choosing':
      return { words: 'stepChoosing', tone: 'quiet', stage: 2 }
    case 'asking':
      return { words: 'stepAsking', coach: 'stepAskingCoach', tone: 'quiet', stage: 2 }
    case 'blocked':
      return { words: 'stepBlocked', coach: 'stepBlockedCoach', tone: 'warning', stage: 2 }
    case 'waiting':
      return { words: 'stepWaiting', tone: 'good', stage: 3 }
    case 'joined':
      return { words: 'stepJoined', tone: 'good', stage: 3 }
    case 'left':
      return { words: 'stepLeft', coach: 'stepLeftCoach', offersLink: true, tone: 'quiet', stage: 1 }
  }
}
