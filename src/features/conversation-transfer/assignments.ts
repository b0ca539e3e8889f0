import type { Assignment } from '../../core/facts.ts'
import { unchanged } from '../../core/feature.ts'
import { isOffer } from '../../core/offers.ts'
import { isLookedUp, isOutsider, withCommand } from '../../core/unknown-identities.ts'
import type { Command, Decision, Effect, EventOf, State } from './model.ts'

type Closed = Pick<EventOf<'assignment.closed'>, 'taskSid' | 'reservationSid' | 'how'>

/** Tells whether an assignment is over, because its task or its reservation is. */
export const isOver = (
  state: State,
  { taskSid, reservationSid }: Pick<Assignment, 'taskSid' | 'reservationSid'>,
): boolean => state.closed.some(({ sid }) => sid === taskSid || sid === reservationSid)

export const howClosed = (state: State, taskSid: string): string | undefined =>
  state.closed.find(({ sid }) => sid === taskSid)?.how

/** Adds an accepted task of this conversation. Ignores an acceptance that arrives after the end of the same task. */
export function openAssignment(state: State, { known: _, ...assignment }: Assignment): State {
  if (isOver(state, assignment)) return state
  if (state.assignments.some((each) => each.reservationSid === assignment.reservationSid)) return state
  const leaving = state.leaving.filter((each) => each !== assignment.taskSid)
  return { ...state, leaving, assignments: [...state.assignments, assignment].slice(-10) }
}

/** Closes an agent's assignment or, with the task, all assignments on it. */
export function closeAssignment(state: State, { taskSid, reservationSid, how }: Closed): State {
  const isClosed = (assignment: Assignment) =>
    reservationSid ? assignment.reservationSid === reservationSid : assignment.taskSid === taskSid
  // An offer that was not accepted was never an assignment.
  if (!state.assignments.some(isClosed) && isOffer({ reservationSid, how })) return state
  // Reading the channel a moment too early still shows these agents there.
  const gone = state.assignments.filter(isClosed).map((assignment) => assignment.taskSid)
  return {
    ...state,
    assignments: state.assignments.filter((assignment) => !isClosed(assignment)),
    leaving: [...new Set([...state.leaving, ...gone])].slice(-10),
    closed: [...state.closed.slice(-29), { sid: reservationSid ?? taskSid, how }],
  }
}

export const assignmentOf = (state: State, by: Command['by']): Assignment | undefined =>
  state.assignments.find((assignment) =>
    'identity' in by ? assignment.identity === by.identity : assignment.workerSid === by.workerSid,
  )

/** Tells whether anybody serves the customer, whatever happens to an invite. @param but the invite's own task */
export function isServed({ assignments, leaving, transfer }: State, but?: string): boolean {
  const letGo = transfer.phase !== 'idle' && transfer.isReleased ? transfer.from.taskSid : undefined
  return assignments.some(({ taskSid }) => taskSid !== but && taskSid !== letGo && !leaving.includes(taskSid))
}

/**
 * Handles a chat command by an identity without an assignment: usually a customer, but the event of an agent's
 * acceptance may have been lost. The command waits until Twilio has answered whether this is an agent, and which
 * assignments the agent has.
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
