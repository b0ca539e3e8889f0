import { isCustomerThere } from '../state/customer.ts'
import type { Video } from '../state/model.ts'
import type { CoachKey, TextKey } from '../texts/texts.ts'

/** What the customer is doing now, and a sentence that helps a customer who is stuck there. */
export type Readiness = { readonly text: TextKey; readonly coach?: CoachKey; readonly isTrouble: boolean }

/**
 * By readiness step of the join page, or by its detail (src/core/facts.ts). Unknown ones of a newer server are ignored.
 */
const readinessByStep: Readonly<Record<string, Readiness>> = {
  opened: { text: 'opened', coach: 'coachOpened', isTrouble: false },
  'in-app-browser': { text: 'inApp', coach: 'coachInApp', isTrouble: true },
  unsupported: { text: 'unsupported', coach: 'coachUnsupported', isTrouble: true },
  choosing: { text: 'choosing', isTrouble: false },
  asking: { text: 'asking', coach: 'coachAsking', isTrouble: false },
  blocked: { text: 'blocked', coach: 'coachBlocked', isTrouble: true },
  'network-blocked': { text: 'networkBlocked', coach: 'coachNetwork', isTrouble: true },
  waiting: { text: 'atTheDoor', isTrouble: false },
  joined: { text: 'joined', isTrouble: false },
  left: { text: 'left', coach: 'coachLeft', isTrouble: true },
}

/** Describes what the customer is doing; undefined if that is not known or does not matter. */
export function readinessOf(video: Video): Readiness | undefined {
  const { word, customer } = video
  if (word === 'requested' || word === 'ending') return undefined
  // The customer has no link that the agent could ask them to press.
  if (video.notDelivered) return { text: 'notDelivered', isTrouble: true }
  if (customer) return readinessByStep[customer.detail ?? ''] ?? readinessByStep[customer.step]
  if (word === 'live') return readinessByStep['joined']
  if (word === 'waiting' && isCustomerThere(video)) return readinessByStep['waiting']
  return word === 'invited' || word === 'paused'
    ? { text: 'notOpened', coach: 'coachNotOpened', isTrouble: false }
    : undefined
}
