import { deskOf } from './desks.ts'
import type { Event, State } from './model.ts'

/** What somebody types in the chat of whom Twilio has said that they are no agent. */
export function isChatter(state: State, event: Event): boolean {
  if (event.type !== 'command.given') return false
  const { by } = event
  return 'identity' in by && !deskOf(state, by) && state.strangers.includes(by.identity)
}
