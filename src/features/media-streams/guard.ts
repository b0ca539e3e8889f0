import { unchanged } from '../../core/feature.ts'
import { isHandingOver } from './handing-over.ts'
import type { Decision, Effect, EventOf, State } from './model.ts'

type Guard = State['guard']

/** When it is looked again (ms), why, and what is known until then. */
export type Again = { readonly after: number; readonly because: string; readonly safety?: Guard['safety'] }

/** A read that failed for good is made again while somebody may be alone. */
const readsAgainAfter = 10_000

/** Somebody's leaving would have ended the conference, and does not any more: what is left of it is ours to end. */
export const isKept = ({ guard }: State): boolean => guard.lifted.length > 0 || guard.wasLifted

/** As far as reads and callbacks show. */
const isSomebodyThere = ({ guard }: State): boolean => guard.here > 0 || guard.came.length > 0

/** Agents and customer are gone, as far as is known, and somebody is in a conference that we keep. */
export const isDeserted = (state: State): boolean =>
  isKept(state) &&
  isSomebodyThere(state) &&
  (state.isCallOver || (state.assignments.length === 0 && !isHandingOver(state)))

/** Whatever was asked for has been seen. A look that waits for its time is none that was asked for. */
export const isLookedAt = ({ guard }: State): boolean => !guard.isDue && (!guard.isLooking || guard.isWaiting)

/** Nothing is known of it: the record was lost, or there never was one. */
const isUnheardOf = ({ agents, guard }: State): boolean => agents === 0 && guard.lookNumber === 0

function isWorthALook(state: State): boolean {
  if (state.customer === 'none') return false
  const isServed = !state.isCallOver && (state.assignments.length > 0 || isHandingOver(state))
  return isServed || (isKept(state) && isSomebodyThere(state)) || isUnheardOf(state)
}

/**
 * The call is looked at: who is in its conference, and where the customer is. What follows is decided in `look.ts`. One look at a time;
 * news that come meanwhile make another one due. A look that waits for its time is overtaken.
 */
export function look(state: State, taskSid: string): Decision {
  const { guard } = state
  if (!isWorthALook(state)) return unchanged(state)
  if (guard.isLooking && !guard.isWaiting) return unchanged({ ...state, guard: { ...guard, isDue: true } })
  const { because: _, ...rest } = guard
  const isSettled = guard.safety === 'safe' || guard.safety === 'on-hold'
  return asked(state, taskSid, { ...rest, isDue: false, looks: 0, safety: isSettled ? guard.safety : 'checking' })
}

function asked(state: State, taskSid: string, guard: Guard, after?: number): Decision {
  const lookNumber = guard.lookNumber + 1
  const effect: Effect = {
    type: 'conference.look',
    lookNumber,
    taskSid,
    ...(state.callSid && { callSid: state.callSid }),
    ...(after !== undefined && { after }),
  }
  const next = { ...guard, lookNumber, isLooking: true, isWaiting: after !== undefined }
  return { state: { ...state, guard: next }, effects: [effect] }
}

/** The same question again, or another one. */
export function again(state: State, taskSid: string, { after, because, safety = state.guard.safety }: Again): Decision {
  const { guard } = state
  if (guard.isDue) return look({ ...state, guard: { ...guard, safety, isLooking: false } }, taskSid)
  const looks = guard.because === because ? guard.looks + 1 : 1
  return asked(state, taskSid, { ...guard, safety, because, looks }, after)
}

/** Nothing is open. */
export function rest(
  state: State,
  taskSid: string,
  found: Pick<Guard, 'safety'> & { readonly detail?: string },
): Decision {
  const { detail: _, because: __, ...guard } = state.guard
  const rested: State = {
    ...state,
    guard: { ...guard, isLooking: false, isWaiting: false, isDue: false, looks: 0, ...found },
  }
  return state.guard.isDue ? look(rested, taskSid) : unchanged(rested)
}

/** The read failed for good. */
export function lookFailed(state: State, { request: which, reason, key }: EventOf<'effect.failed'>): Decision {
  if (which?.lookNumber !== state.guard.lookNumber) return unchanged(state)
  const unsafe: State = { ...state, guard: { ...state.guard, safety: 'unsafe', detail: reason } }
  return isDeserted(state)
    ? again(unsafe, key, { after: readsAgainAfter, because: 'failed' })
    : rest(unsafe, key, { safety: 'unsafe', detail: reason })
}

/** Notes when a look was asked for: a look whose job was lost with its Redis is not waited for. */
export function withLookTime(decision: Decision, at: number): Decision {
  const look = decision.effects.find((each) => each.type === 'conference.look')
  if (look?.type !== 'conference.look') return decision
  const requestedAt = at + (look.after ?? 0)
  return { ...decision, state: { ...decision.state, guard: { ...decision.state.guard, requestedAt } } }
}
