import { refuse, unchanged } from '../../core/feature.ts'
import { destinationOf, namesByQueue } from './destinations.ts'
import { look } from './guard.ts'
import type { Assignment, Decision, EventOf, Settings, State } from './model.ts'

const no = (code: string, message: string) => ({ code, message, retryable: false })

/**
 * Opens the assignment of an agent who accepted the call. Refuses an acceptance that arrives after the end of its
 * reservation or task.
 */
export function openAssignment(
  known: State,
  { assignment: accepted, at }: EventOf<'call.assignment-opened'>,
  { destinations }: Settings,
): Decision {
  const takenAt = Math.max(known.transfer.takenAt, at)
  const state: State = { ...known, transfer: { ...known.transfer, takenAt } }
  if (state.isTaskOver || state.closed.includes(accepted.reservationSid))
    return refuse(state, no('already-over', 'This agent’s part of the call is over.'))
  if (state.assignments.some((each) => each.reservationSid === accepted.reservationSid)) return unchanged(state)
  if (state.isCallOver) return refuse(state, no('call-over', 'The call has ended already.'))
  // A lost record starts anew; the task, or TaskRouter, still knows how many agents there were.
  const before = accepted.before ?? 0
  const transfer = accepted.isFound ? before : Math.max(state.agents, before)
  const names = Math.max(state.names, accepted.names ?? 1)
  const isUncounted = !accepted.isFound && state.agents === 0 && (before > 0 || accepted.conferenceSid !== undefined)
  // The task's queue changes with a transfer: if rules depend on the queue, the destination is fixed now.
  const isFixed = namesByQueue(destinations) && !isUncounted
  const destination = isFixed ? destinationOf(destinations, accepted, transfer) : undefined
  const assignment: Assignment = {
    ...accepted,
    at,
    transfer,
    ...(destination && { destination }),
    ...(isUncounted && { isUncounted }),
  }
  const assignments = [...state.assignments, assignment].sort(
    (a, b) => a.at - b.at || (a.reservationSid < b.reservationSid ? -1 : 1),
  )
  const agents = Math.max(state.agents, transfer + 1, accepted.agents ?? 0)
  const announcedNames = Math.max(state.announcedNames, accepted.names ?? 1)
  const had = [...state.had, accepted.reservationSid]
  return look(
    { ...state, assignments, had, agents, names, announcedNames, ...legOf(state, accepted) },
    accepted.taskSid,
  )
}

/** Uses the customer's leg that the task names until a read has shown the leg in the conference. */
function legOf(
  { callSid, isProven, conferenceSid }: State,
  assignment: EventOf<'call.assignment-opened'>['assignment'],
) {
  const leg = isProven ? callSid : (assignment.callSid ?? callSid)
  const conference = conferenceSid ?? assignment.conferenceSid
  return { ...(leg && { callSid: leg }), ...(conference && { conferenceSid: conference }) }
}

/** Closes an agent's assignment, or all of them. */
export function closeAssignment(state: State, { reservationSid, key }: EventOf<'call.assignment-closed'>): Decision {
  const gone = reservationSid ?? key
  if (state.closed.includes(gone)) return unchanged(state)
  const assignments = reservationSid ? state.assignments.filter((each) => each.reservationSid !== reservationSid) : []
  const isTaskOver = state.isTaskOver || !reservationSid
  // A participant who is left may be alone now.
  return look({ ...state, assignments, isTaskOver, closed: [...state.closed.slice(-49), gone] }, key)
}

/** Handles TaskRouter's transfer events. While a transfer is under way, the call must stay guarded. */
export function transferChanged(state: State, { is, at, key }: EventOf<'call.transfer-changed'>): Decision {
  const { transfer } = state
  if (is === 'initiated')
    return look({ ...state, transfer: { ...transfer, initiatedAt: Math.max(transfer.initiatedAt, at) } }, key)
  // A failed attempt is repeated, and a completed transfer was accepted before: neither ends the transfer.
  if (is === 'attempt-failed' || is === 'completed') return unchanged(state)
  return look({ ...state, transfer: { ...transfer, overAt: Math.max(transfer.overAt, at) } }, key)
}
