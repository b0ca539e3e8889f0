import { refuse, type Step, stay } from '../../core/feature.ts'
import { destinationOf, namesByQueue } from './destinations.ts'
import { look } from './guard.ts'
import type { Effect, EventOf, Seat, Settings, State } from './model.ts'

type Rule = Step<State, Effect>
const no = (code: string, message: string) => ({ code, message, retryable: false })

/** An agent accepted the call. An acceptance heard after the end of the same reservation or task is old news. */
export function sitDown(
  known: State,
  { assignment, at }: EventOf<'call.assignment-opened'>,
  { destinations }: Settings,
): Rule {
  const takenAt = Math.max(known.transfer.takenAt, at)
  const state: State = { ...known, transfer: { ...known.transfer, takenAt } }
  if (state.isTaskOver || state.closed.includes(assignment.reservationSid))
    return refuse(state, no('already-over', 'This agent’s part of the call is over.'))
  if (state.seats.some((each) => each.reservationSid === assignment.reservationSid)) return stay(state)
  if (state.isCallOver) return refuse(state, no('call-over', 'The call has ended already.'))
  // A record that was lost begins anew; the task, or TaskRouter, still knows how many there were.
  const before = assignment.before ?? 0
  const transfer = assignment.isFound ? before : Math.max(state.agents, before)
  const names = Math.max(state.names, assignment.names ?? 1)
  const isUncounted =
    !assignment.isFound && state.agents === 0 && (before > 0 || assignment.conferenceSid !== undefined)
  // The task's queue changes with a transfer: where it matters, the destination is fixed now.
  const isFixed = namesByQueue(destinations) && !isUncounted
  const destination = isFixed ? destinationOf(destinations, assignment, transfer) : undefined
  const seat: Seat = {
    ...assignment,
    at,
    transfer,
    ...(destination && { destination }),
    ...(isUncounted && { isUncounted }),
  }
  const seats = [...state.seats, seat].sort((a, b) => a.at - b.at || (a.reservationSid < b.reservationSid ? -1 : 1))
  const agents = Math.max(state.agents, transfer + 1, assignment.agents ?? 0)
  const namesSaid = Math.max(state.namesSaid, assignment.names ?? 1)
  const had = [...state.had, assignment.reservationSid]
  return look({ ...state, seats, had, agents, names, namesSaid, ...legOf(state, assignment) }, assignment.taskSid)
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
export function getUp(state: State, { reservationSid, key }: EventOf<'call.assignment-closed'>): Rule {
  const gone = reservationSid ?? key
  if (state.closed.includes(gone)) return stay(state)
  const seats = reservationSid ? state.seats.filter((each) => each.reservationSid !== reservationSid) : []
  const isTaskOver = state.isTaskOver || !reservationSid
  // Whoever is left may be alone now.
  return look({ ...state, seats, isTaskOver, closed: [...state.closed.slice(-49), gone] }, key)
}

/** TaskRouter's news of a transfer. While one is under way, nobody may leave the call unguarded. */
export function transferTold(state: State, { is, at, key }: EventOf<'call.transfer-changed'>): Rule {
  const { transfer } = state
  if (is === 'initiated')
    return look({ ...state, transfer: { ...transfer, initiatedAt: Math.max(transfer.initiatedAt, at) } }, key)
  // An attempt that failed is made again, and a completed transfer is one that was accepted: neither is the end of it.
  if (is === 'attempt-failed' || is === 'completed') return stay(state)
  return look({ ...state, transfer: { ...transfer, overAt: Math.max(transfer.overAt, at) } }, key)
}
