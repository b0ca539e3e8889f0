import { isOutsider } from '../../core/unknown-identities.ts'
import { assignmentOf } from './assignments.ts'
import type { Event, State } from './model.ts'

/** Tells whether this is a chat command by an identity that is known not to be an agent. */
export function isChatter(state: State, event: Event): boolean {
  return event.type === 'command.given' && !assignmentOf(state, event.by) && isOutsider(state, event)
}
