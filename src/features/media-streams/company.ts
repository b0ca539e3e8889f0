import type { EventOf, State } from './model.ts'
import { type CallRead, everybody } from './seen.ts'

type Guard = State['guard']

/** How long (ms) until a read shows a participant who has joined. */
const readsCatchUpWithin = 5_000
/**
 * Without callbacks two looks this far apart (ms) must agree: the first may have been too early to show a new
 * participant.
 */
const agreeAfter = 2_500
/** Longest time (ms) between an agent's acceptance and the agent's leg in the conference: the phone may ring. */
const arrivesWithin = 60_000
/** Per call. */
const [mostArrivals, mostConferences] = [20, 10]

/** Keeps legs that have joined and that the next read may not show yet: nobody with them is alone. */
export function arrivals(state: State, { is, callSid, conferenceSid, at }: EventOf<'call.conference-changed'>): State {
  const { guard } = state
  if (is === 'ended') return { ...state, guard: { ...guard, came: [] } }
  if (callSid === undefined || (is !== 'joined' && is !== 'left')) return state
  const others = guard.came.filter((each) => each.callSid !== callSid)
  if (is === 'left') return { ...state, guard: { ...guard, came: others } }
  const came = [...others, { callSid, at }].slice(-mostArrivals)
  const reportingConferences = [...new Set([...guard.reportingConferences, conferenceSid])].slice(-mostConferences)
  return { ...state, guard: { ...guard, came, reportingConferences } }
}

/** Legs that have joined, are not in this read, and may be in the next. */
export function comingIn({ guard }: State, read: CallRead, at: number): Guard['came'] {
  const participants = everybody(read)
  return guard.came.filter(
    (each) => at - each.at < readsCatchUpWithin && !participants.some(({ callSid }) => callSid === each.callSid),
  )
}

/** Tells whether this conference may have a participant whom this read did not show. */
export function mayBeMissed(
  { came, reportingConferences, aloneSince }: Pick<Guard, 'came' | 'reportingConferences' | 'aloneSince'>,
  conferenceSid: string | undefined,
  at: number,
): boolean {
  if (came.length > 0) return true
  const isReporting = conferenceSid !== undefined && reportingConferences.includes(conferenceSid)
  return !isReporting && (aloneSince === undefined || at - aloneSince < agreeAfter)
}

/** Tells whether the phone of the last agent who accepted may still ring. */
export const mayArrive = ({ assignments }: State, at: number): boolean =>
  at - (assignments.at(-1)?.at ?? at) < arrivesWithin
