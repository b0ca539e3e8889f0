import type { Assignment } from '../../core/facts.ts'
import { unchanged } from '../../core/feature.ts'
import { isOffer } from '../../core/offers.ts'
import { isLookedUp, isOutsider, withCommand } from '../../core/unknown-identities.ts'
import type { Command, Decision, Effect, EventOf, State } from './model.ts'

type News = Pick<EventOf<'assignment.closed'>, 'taskSid' | 'reservationSid' | 'how'>

/** Nothing can be true of an assignment any more once its task or its reservation is over. */
export const isOver = (
  state: State,
  { taskSid, reservationSid }: Pick<Assignment, 'taskSid' | 'reservationSid'>,
): boolean => state.closed.some(({ sid }) => sid === taskSid || sid === reservationSid)

export const howClosed = (state: State, taskSid: string): string | undefined =>
  state.closed.find(({ sid }) => sid === taskSid)?.how

/** An agent accepted a task of this conversation. Heard after the end of the same task, that is old news. */
export function openAssignment(state: State, { known: _, ...assignment }: Assignment): State {
  if (isOver(state, assignment)) return state
  if (state.assignments.some((each) => each.reservationSid === assignment.reservationSid)) return state
  const leaving = state.leaving.filter((each) => each !== assignment.taskSid)
  return { ...state, leaving, assignments: [...state.assignments, assignment].slice(-10) }
}

/** An agent's part is over, or with the task everybody's in it. */
export function closeAssignment(state: State, { taskSid, reservationSid, how }: News): State {
  const isTheirs = (assignment: Assignment) =>
    reservationSid ? assignment.reservationSid === reservationSid : assignment.taskSid === taskSid
  // An offer that came to nothing was nobody's assignment.
  if (!state.assignments.some(isTheirs) && isOffer({ reservationSid, how })) return state
  // Whoever reads the channel a moment too early still sees them there.
  const gone = state.assignments.filter(isTheirs).map((assignment) => assignment.taskSid)
  return {
    ...state,
    assignments: state.assignments.filter((assignment) => !isTheirs(assignment)),
    leaving: [...new Set([...state.leaving, ...gone])].slice(-10),
    closed: [...state.closed.slice(-29), { sid: reservationSid ?? taskSid, how }],
  }
}

export const assignmentOf = (state: State, by: Command['by']): Assignment | undefined =>
  state.assignments.find((assignment) =>
    'identity' in by ? assignment.identity === by.identity : assignment.workerSid === by.workerSid,
  )

/** Somebody serves the customer, whatever becomes of an invite. @param but the invite's own task */
export function isServed({ assignments, leaving, transfer }: State, but?: string): boolean {
  const letGo = transfer.phase !== 'idle' && transfer.isReleased ? transfer.from.taskSid : undefined
  return assignments.some(({ taskSid }) => taskSid !== but && taskSid !== letGo && !leaving.includes(taskSid))
}

/**
 * A chat command by somebody without an assignment: most often a customer. The news of an agent's acceptance may have been lost:
 * until it is known who that is, and for an agent what Twilio says, the command waits.
 */
export function unknownCommander(state: State, event: Command): Decision {
  if ('workerSid' in event.by) {
    const refusal = { code: 'not-your-task', message: 'This task is not assigned to you.', retryable: false }
    return { ...unchanged(state), refusal }
  }
  const { identity } = event.by
  if (isOutsider(state, event)) return unchanged(state)
  const effects: Effect[] = isLookedUp(state, event) ? [] : [{ type: 'assignments.find', identities: [identity] }]
  return { state: { ...state, pendingCommands: withCommand(state.pendingCommands, event) }, effects }
}
