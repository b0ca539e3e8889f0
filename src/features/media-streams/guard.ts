import { unchanged } from '../../core/feature.ts'
import { isHandingOver } from './handing-over.ts'
import type { Decision, Effect, EventOf, State } from './model.ts'

type Guard = State['guard']

/** When to look again (ms), why, and how safe the call is until then. */
export type Again = { readonly after: number; readonly because: string; readonly safety?: Guard['safety'] }

/** How long (ms) until a finally failed read is repeated while somebody may be alone. */
const readsAgainAfter = 10_000

/**
 * Tells whether we removed a flag by which leaving would have ended the conference: then we must end what is left of
 * it.
 */
export const isKept = ({ guard }: State): boolean => guard.lifted.length > 0 || guard.wasLifted

/** Tells whether anybody is in the conference, as far as reads and callbacks show. */
const isSomebodyThere = ({ guard }: State): boolean => guard.here > 0 || guard.came.length > 0

/**
 * Tells whether agents and customer have left, as far as is known, while somebody is in a conference that we keep open.
 */
export const isDeserted = (state: State): boolean =>
  isKept(state) &&
  isSomebodyThere(state) &&
  (state.isCallOver || (state.assignments.length === 0 && !isHandingOver(state)))

/** Tells whether every requested look is done. A look that waits for its time does not count as requested. */
export const isLookedAt = ({ guard }: State): boolean => !guard.isDue && (!guard.isLooking || guard.isWaiting)

/** Tells whether nothing is known of the call: its record was lost, or never existed. */
const isUnknown = ({ agents, guard }: State): boolean => agents === 0 && guard.lookNumber === 0

function isWorthALook(state: State): boolean {
  if (state.customer === 'none') return false
  const isServed = !state.isCallOver && (state.assignments.length > 0 || isHandingOver(state))
  return isServed || (isKept(state) && isSomebodyThere(state)) || isUnknown(state)
}

/**
 * Looks at the call: who is in its conference, and where the customer is. `look.ts` decides what follows. Only one look
 * runs at a time; events that arrive meanwhile make another one due. A waiting look is replaced.
 */
export function look(state: State, taskSid: string): Decision {
  const { guard } = state
  if (!isWorthALook(state)) return unchanged(state)
  if (guard.isLooking && !guard.isWaiting) return unchanged({ ...state, guard: { ...guard, isDue: true } })
  const { because: _, ...rest } = guard
  const isSettled = guard.safety === 'safe' || guard.safety === 'on-hold'
  return requested(state, taskSid, { ...rest, isDue: false, looks: 0, safety: isSettled ? guard.safety : 'checking' })
}

function requested(state: State, taskSid: string, guard: Guard, after?: number): Decision {
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

/** Looks again, for the same reason or another one. */
export function again(state: State, taskSid: string, { after, because, safety = state.guard.safety }: Again): Decision {
  const { guard } = state
  if (guard.isDue) return look({ ...state, guard: { ...guard, safety, isLooking: false } }, taskSid)
  const looks = guard.because === because ? guard.looks + 1 : 1
  return requested(state, taskSid, { ...guard, safety, because, looks }, after)
}

/** Stops looking: no question is open. */
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

/** Handles a finally failed read. */
export function lookFailed(state: State, { request: which, reason, key }: EventOf<'effect.failed'>): Decision {
  if (which?.lookNumber !== state.guard.lookNumber) return unchanged(state)
  const unsafe: State = { ...state, guard: { ...state.guard, safety: 'unsafe', detail: reason } }
  return isDeserted(state)
    ? again(unsafe, key, { after: readsAgainAfter, because: 'failed' })
    : rest(unsafe, key, { safety: 'unsafe', detail: reason })
}

/** Notes when a look was requested, so that a look whose job was lost with Redis is not waited for. */
export function withLookTime(decision: Decision, at: number): Decision {
  const look = decision.effects.find((each) => each.type === 'conference.look')
  if (look?.type !== 'conference.look') return decision
  const requestedAt = at + (look.after ?? 0)
  return { ...decision, state: { ...decision.state, guard: { ...decision.state.guard, requestedAt } } }
}
