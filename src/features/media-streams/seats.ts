import { refuse, type Step, stay } from '../../core/feature.ts'
import { look } from './guard.ts'
import type { Effect, EventOf, Seat, State } from './model.ts'

type Rule = Step<State, Effect>
const no = (code: string, message: string) => ({ code, message, retryable: false })

/** An agent accepted the call. An acceptance heard after the end of the same reservation or task is old news. */
export function sitDown(before: State, { desk, at }: EventOf<'call.desk-opened'>): Rule {
  const { transfer } = before
  const state: State = { ...before, transfer: { ...transfer, takenAt: Math.max(transfer.takenAt, at) } }
  if (state.isTaskOver || state.closed.includes(desk.reservationSid))
    return refuse(state, no('already-over', 'This agent’s part of the call is over.'))
  if (state.seats.some((each) => each.reservationSid === desk.reservationSid)) return stay(state)
  if (state.isCallOver) return refuse(state, no('call-over', 'The call has ended already.'))
  const seat: Seat = { ...desk, at, transfer: state.agents }
  const seats = [...state.seats, seat].sort((a, b) => a.at - b.at || (a.reservationSid < b.reservationSid ? -1 : 1))
  return look({ ...state, seats, agents: state.agents + 1, ...known(state, desk) })
}

function known({ callSid, conferenceSid }: State, desk: EventOf<'call.desk-opened'>['desk']) {
  const [leg, conference] = [callSid ?? desk.callSid, conferenceSid ?? desk.conferenceSid]
  return { ...(leg && { callSid: leg }), ...(conference && { conferenceSid: conference }) }
}

/** An agent's part is over, or everybody's. */
export function getUp(state: State, { reservationSid, key }: EventOf<'call.desk-closed'>): Rule {
  const gone = reservationSid ?? key
  if (state.closed.includes(gone)) return stay(state)
  const seats = reservationSid ? state.seats.filter((each) => each.reservationSid !== reservationSid) : []
  return stay({
    ...state,
    seats,
    isTaskOver: state.isTaskOver || !reservationSid,
    closed: [...state.closed.slice(-49), gone],
  })
}

/** TaskRouter's news of a transfer. While one is under way, nobody may leave the call unguarded. */
export function transferTold(state: State, { is, at }: EventOf<'call.transfer-changed'>): Rule {
  const { transfer } = state
  if (is === 'initiated')
    return look({ ...state, transfer: { ...transfer, initiatedAt: Math.max(transfer.initiatedAt, at) } })
  // An attempt that failed is made again, and a completed transfer is one that was accepted: neither is the end of it.
  if (is === 'attempt-failed' || is === 'completed') return stay(state)
  return stay({ ...state, transfer: { ...transfer, overAt: Math.max(transfer.overAt, at) } })
}

/** Somebody is on the way: a transfer was started, and nobody has taken it or called it off since. */
export const isHandingOver = ({ isTaskOver, transfer }: State): boolean =>
  !isTaskOver && transfer.initiatedAt > Math.max(transfer.overAt, transfer.takenAt)
