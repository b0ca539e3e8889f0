import type { EventOf, State } from './model.ts'
import { type CallRead, everybody } from './seen.ts'

type Guard = State['guard']

/** By then (ms) a read shows who came. */
const readsCatchUpWithin = 5_000
/** Where no callback tells who comes, two looks (ms apart) have to agree: the first may have been too early to show a newcomer. */
const agreeAfter = 2_500
/** Between an agent's acceptance and their leg in the conference (ms): their phone may ring. */
const arrivesWithin = 60_000
/** Of one call. */
const [mostArrivals, mostConferences] = [20, 10]

/** Who came, and is perhaps not in the next read: whoever is with them is not alone. */
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

/** Who came, and is not in this read, and may be in the next. */
export function comingIn({ guard }: State, read: CallRead, at: number): Guard['came'] {
  const participants = everybody(read)
  return guard.came.filter(
    (each) => at - each.at < readsCatchUpWithin && !participants.some(({ callSid }) => callSid === each.callSid),
  )
}

/** Whether somebody may be in this conference whom this read did not show. */
export function mayBeMissed(
  { came, reportingConferences, aloneSince }: Pick<Guard, 'came' | 'reportingConferences' | 'aloneSince'>,
  conferenceSid: string | undefined,
  at: number,
): boolean {
  if (came.length > 0) return true
  const isTold = conferenceSid !== undefined && reportingConferences.includes(conferenceSid)
  return !isTold && (aloneSince === undefined || at - aloneSince < agreeAfter)
}

/** Whether the phone of who accepts, or did so last, may still ring. */
export const mayArrive = ({ assignments }: State, at: number): boolean =>
  at - (assignments.at(-1)?.at ?? at) < arrivesWithin
