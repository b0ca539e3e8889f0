import { destinationOf } from './destinations.ts'
import { foundAgain } from './from-before.ts'
import { isHandingOver } from './handing-over.ts'
import type { Assignment, Decision, Effect, Settings, State, Stream } from './model.ts'
import { allowing, numberIn, streamName } from './names.ts'
import { isLive, legOf, stop } from './streams.ts'

/**
 * Whatever the news was: which streams should be there now, and what is to be done about the difference. Rules only say what
 * happened, so the order in which things are heard does not matter here.
 */
export function settled(decision: Decision, at: number, settings: Settings): Decision {
  if (decision.state.isCallOver) return decision
  const state = foundAgain(decision.state, wanted(decision.state, settings), settings, at)
  const stops = stopped(state, settings)
  const next = withNames(stops.state, settings)
  if (!state.callSid) return { ...decision, state: next, effects: [...decision.effects, ...stops.effects] }
  const starts = started(next, state.callSid, at, settings)
  return { ...decision, state: starts.state, effects: [...starts.effects, ...decision.effects, ...stops.effects] }
}

/** Everybody on the call has a stream, or only the one who came last. */
const wanted = (state: State, settings: Settings): readonly Assignment[] =>
  state.customer === 'ringing' || isAway(state.customer) ? [] : meant(state, settings)

/** The same once the customer is there. */
const meant = ({ assignments }: State, { handover }: Settings): readonly Assignment[] =>
  handover === 'overlap' ? assignments : assignments.slice(-1)

/** What they say and hear is none of the call's. */
const isAway = (customer: State['customer']): boolean => customer === 'outside' || customer === 'none'

type Change = { readonly state: State; readonly effects: readonly Effect[] }

function stopped(state: State, settings: Settings): Change {
  const needed = wanted(state, settings)
  const why = (stream: Stream): 'left' | 'replaced' | 'outside' | undefined => {
    if (stream.phase === 'unsure') return legOf(state, stream) ? 'left' : undefined
    // Until it is answered there is nothing to stop; then this is asked again.
    if (stream.phase !== 'on') return undefined
    if (isAway(state.customer) || isOnOtherLeg(state, stream)) return 'outside'
    if (needed.some((assignment) => assignment.reservationSid === stream.reservationSid)) return undefined
    const isSitting = state.assignments.some((assignment) => assignment.reservationSid === stream.reservationSid)
    if (settings.handover === 'overlap') return 'left'
    return isStillNeeded(state, stream, settings) ? undefined : isSitting ? 'replaced' : 'left'
  }
  const leaving = state.streams.flatMap((stream): Stream[] => {
    const reason = why(stream)
    return reason ? [{ ...stream, phase: 'stopping', why: reason, callSid: legOf(state, stream) }] : []
  })
  const streams = state.streams.map((each) => leaving.find(({ name }) => name === each.name) ?? each)
  return { state: { ...state, streams }, effects: leaving.map((stream) => stop(state, stream)) }
}

/** One after the other, without a gap: the old stream goes when the new one is there, or is known not to come. */
function isStillNeeded(state: State, stream: Stream, { destinations }: Settings): boolean {
  const next = state.assignments.at(-1)
  if (!next) return isHandingOver(state) && isOfLast(state, stream)
  const successor = latestOf(state, next)
  if (successor?.phase === 'on') return false
  const isComing = destinationOf(destinations, next, next.transfer) !== undefined && mayStart(state, next)
  const isSitting = state.assignments.some((assignment) => assignment.reservationSid === stream.reservationSid)
  return isSitting || isComing || successor?.phase === 'starting'
}

/** Of those who have left, the one who started the transfer: they had the call last. */
const isOfLast = ({ streams }: State, stream: Stream) => streams.filter((each) => each.phase === 'on').at(-1) === stream

function started(state: State, callSid: string, at: number, settings: Settings): Change {
  // Twilio counts by the leg.
  let free = settings.most - state.streams.filter((each) => isLive(each) && !isOnOtherLeg(state, each)).length
  const effects: Effect[] = []
  const streams = [...state.streams]
  for (const assignment of wanted(state, settings)) {
    const destination = destinationOf(settings.destinations, assignment, assignment.transfer)
    if (!destination || free <= 0 || !mayStart(state, assignment) || assignment.isUncounted) continue
    const { taskSid, reservationSid, workerSid, transfer } = assignment
    const number = nextNumber(state, assignment)
    if (number > state.announcedNames) continue
    free -= 1
    const name = streamName(reservationSid, number)
    const conference = state.conferenceSid ?? taskSid
    streams.push({
      name,
      reservationSid,
      workerSid,
      destination,
      callSid,
      phase: 'starting',
      requestedAt: at,
      isGone: false,
      isConfirmed: false,
      isMissed: false,
    })
    const rest = { name, callSid, destination, taskSid, reservationSid, workerSid, conference, transfer }
    effects.push({ type: 'stream.start', ...rest })
  }
  return { state: { ...state, streams: withoutOldest(streams) }, effects }
}

/** The oldest are forgotten, so how many there are says nothing. */
const nextNumber = (state: State, assignment: Assignment): number =>
  Math.max(0, ...streamsOf(state, assignment).map((each) => numberIn(each.name))) + 1

/** Before a stream has another number than the first, the task allows it: whoever has lost the record stops them all. */
function withNames(state: State, settings: Settings): State {
  const next = meant(state, settings)
    .filter((assignment) => ['stopping', 'over'].includes(latestOf(state, assignment)?.phase ?? ''))
    .map((assignment) => nextNumber(state, assignment))
  const most = Math.max(1, ...next)
  return most > state.names ? { ...state, names: allowing(most) } : state
}

const streamsOf = ({ streams }: State, assignment: Assignment) =>
  streams.filter((each) => each.reservationSid === assignment.reservationSid)
const latestOf = (state: State, assignment: Assignment) => streamsOf(state, assignment).at(-1)

/** The first time, after being stopped for a while, on another leg, and after being missed. What Twilio refused it will refuse again. */
function mayStart(state: State, assignment: Assignment): boolean {
  const all = streamsOf(state, assignment)
  const last = all.at(-1)
  if (!last) return true
  if (isOnOtherLeg(state, last)) return true
  if (last.phase !== 'over') return false
  if (last.why && forAWhile.includes(last.why)) return true
  return last.isMissed
}

const forAWhile: readonly string[] = ['replaced', 'left', 'outside', 'not-yet']

/** It was started when another leg was taken for the customer's. */
const isOnOtherLeg = (state: State, stream: Stream): boolean => legOf(state, stream) !== (state.callSid ?? '')

/** A day of transfers to and fro. */
const kept = 40
const withoutOldest = (streams: readonly Stream[]): Stream[] => {
  const finished = streams.filter((each) => !isLive(each))
  const dropped = new Set(finished.slice(0, Math.max(0, finished.length - kept)))
  return streams.filter((each) => !dropped.has(each))
}
