import { isOutsider } from '../../core/unknown-identities.ts'
import { assignmentOf } from './assignments.ts'
import type { Event, State } from './model.ts'

/** What a page's holder may send as often as they like. Each has an id of its own. */
const fromPages: readonly Event['type'][] = [
  'seat.requested',
  'readiness.changed',
  'connection.changed',
  'connection.measured',
  'link.requested',
  'rating.given',
]

/** Every message of a chat by SMS or WhatsApp has receipts. */
const ofMessages: readonly Event['type'][] = ['delivery.changed']

/** Those, and what somebody types in the chat of whom it is known that they are no agent. */
export function isChatter(state: State, event: Event): boolean {
  if (event.type !== 'command.given') return [...fromPages, ...ofMessages].includes(event.type)
  return !assignmentOf(state, event.by) && isOutsider(state, event)
}
