import type { Assignment } from '../../core/facts.ts'
import { isOffer } from '../../core/offers.ts'
import type { EventOf, Served, State } from './model.ts'

const [mostServed, mostKnown] = [10, 30]

const isOver = ({ closed }: State, { taskSid, reservationSid }: Pick<Served, 'taskSid' | 'reservationSid'>) =>
  closed.includes(taskSid) || closed.includes(reservationSid)

/** Adds an accepted task of this conversation. An agent stays known as an agent, also if the task is over already. */
export function openAssignment(state: State, assignment: Assignment): State {
  const { taskSid, reservationSid, workerSid, identity } = assignment
  const agents = [...new Set([...state.agents, identity])].slice(-mostKnown)
  const isKnown = state.assignments.some((each) => each.reservationSid === reservationSid)
  if (isKnown || isOver(state, assignment)) return { ...state, agents }
  const opened = { taskSid, reservationSid, workerSid, identity }
  return { ...state, agents, assignments: [...state.assignments, opened].slice(-mostServed) }
}

/** Closes an agent's assignment or, with the task, all assignments on it. */
export function closeAssignment(state: State, end: EventOf<'assignment.closed'>): State {
  const { taskSid, reservationSid } = end
  const sid = reservationSid ?? taskSid
  const isClosed = (each: Served) => sid === (reservationSid ? each.reservationSid : each.taskSid)
  // An offer that was not accepted was never an assignment.
  if (!state.assignments.some(isClosed) && isOffer(end)) return state
  return {
    ...state,
    assignments: state.assignments.filter((each) => !isClosed(each)),
    closed: [...new Set([...state.closed, sid])].slice(-mostKnown),
  }
}
