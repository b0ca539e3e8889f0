import { refuse, unchanged } from '../../core/feature.ts'
import { destinationOf, namesByQueue } from './destinations.ts'
import { look } from './guard.ts'
import type { Assignment, Decision, EventOf, Settings, State } from './model.ts'

const no = (code: string, message: string) => ({ code, message, retryable: false })

/** An agent accepted the call. An acceptance heard after the end of the same reservation or task is old news. */
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
  // A record that was lost begins anew; the task, or TaskRouter, still knows how many there were.
  const before = accepted.before ?? 0
  const transfer = accepted.isFound ? before : Math.max(state.agents, before)
  const names = Math.max(state.names, accepted.names ?? 1)
  const isUncounted = !accepted.isFound && state.agents === 0 && (before > 0 || accepted.conferenceSid !== undefined)
  // The task's queue changes with a transfer: where it matters, the destination is fixed now.
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

/** What the task says of the customer's leg counts until the leg is seen in the conference. */
function legOf(
  { callSid, isProven, conferenceSid }: State,
  assignment: EventOf<'call.assignment-opened'>['assignment'],
) {
  const leg = isProven ? callSid : (assignment.callSid ?? callSid)
  const conference = conferenceSid ?? assignment.conferenceSid
  return { ...(leg && { callSid: leg }), ...(conference && { conferenceSid: conference }) }
}

/** An agent's part is over, or everybody's. */
export function closeAssignment(state: State, { reservationSid, key }: EventOf<'call.assignment-closed'>): Decision {
  const gone = reservationSid ?? key
  if (state.closed.includes(gone)) return unchanged(state)
  const assignments = reservationSid ? state.assignments.filter((each) => each.reservationSid !== reservationSid) : []
  const isTaskOver = state.isTaskOver || !reservationSid
  // Whoever is left may be alone now.
  return look({ ...state, assignments, isTaskOver, closed: [...state.closed.slice(-49), gone] }, key)
}

/** TaskRouter's news of a transfer. While one is under way, nobody may leave the call unguarded. */
export function transferTold(state: State, { is, at, key }: EventOf<'call.transfer-changed'>): Decision {
  const { transfer } = state
  if (is === 'initiated')
    return look({ ...state, transfer: { ...transfer, initiatedAt: Math.max(transfer.initiatedAt, at) } }, key)
  // An attempt that failed is made again, and a completed transfer is one that was accepted: neither is the end of it.
  if (is === 'attempt-failed' || is === 'completed') return unchanged(state)
  return look({ ...state, transfer: { ...transfer, overAt: Math.max(transfer.overAt, at) } }, key)
}
