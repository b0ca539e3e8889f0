import type { Step } from '../../core/feature.ts'
import type { Effect, State } from './model.ts'

/**
 * With `endConferenceOnExit` taken off, the conference no longer ends by itself when the customer or the last agent hangs
 * up, and whoever is left would listen to nothing. So it is ended for them, where one who left would have ended it.
 */
export function tidied(before: State, step: Step<State, Effect>, taskSid: string): Step<State, Effect> {
  const { state } = step
  const { callSid, conferenceSid, isCallOver, guard } = state
  if (!callSid || !conferenceSid) return step
  const endedByCustomer = isCallOver && !before.isCallOver && guard.lifted.includes(callSid)
  const isLeft = state.seats.length === 0 && (before.seats.length > 0 || state.isTaskOver !== before.isTaskOver)
  const endedByAgents = isLeft && !isCallOver && guard.lifted.some((each) => each !== callSid)
  if (!endedByCustomer && !endedByAgents) return step
  const end: Effect = { type: 'conference.end', conferenceSid, taskSid, callSid, isCallOver }
  return { ...step, effects: [...step.effects, end] }
}
