import { isOutsider } from '../../core/unknown-identities.ts'
import { assignmentOf } from './assignments.ts'
import type { Event, State } from './model.ts'

/** What somebody types in the chat of whom it is known that they are no agent. */
export function isChatter(state: State, event: Event): boolean {
  return event.type === 'command.given' && !assignmentOf(state, event.by) && isOutsider(state, event)
}
