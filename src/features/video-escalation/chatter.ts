import { isOutsider } from '../../core/unknown-identities.ts'
import { assignmentOf } from './assignments.ts'
import type { Event, State } from './model.ts'

/** Events that a page can send as often as it likes. Each has its own id. */
const fromPages: readonly Event['type'][] = [
  'seat.requested',
  'readiness.changed',
  'connection.changed',
  'connection.measured',
  'link.requested',
  'rating.given',
]

/** Receipts, which every SMS or WhatsApp message has. */
const ofMessages: readonly Event['type'][] = ['delivery.changed']

/** Tells whether an event is one of these, or a chat command by an identity that is known not to be an agent. */
export function isChatter(state: State, event: Event): boolean {
  if (event.type !== 'command.given') return [...fromPages, ...ofMessages].includes(event.type)
  return !assignmentOf(state, event.by) && isOutsider(state, event)
}
