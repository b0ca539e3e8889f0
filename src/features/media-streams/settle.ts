import { destinationOf } from './destinations.ts'
import { foundAgain } from './from-before.ts'
import { isHandingOver } from './handing-over.ts'
import type { Assignment, Decision, Effect, Settings, State, Stream } from './model.ts'
import { allowing, numberIn, streamName } from './names.ts'
import { isLive, legOf, stop } from './streams.ts'

/**
 * Compares the streams with those that should run now, after every event, and starts or stops the difference. Decisions
 * only record what happened, so the order of events does not matter here.
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

/** Every agent on the call has a stream, or only the agent who came last. */
const wanted = (state: State, settings: Settings): readonly Assignment[] =>
  state.customer === 'ringing' || isAway(state.customer) ? [] : meant(state, settings)

/** The same as if the customer were there. */
const meant = ({ assignments }: State, { handover }: Settings): readonly Assignment[] =>
  handover === 'overlap' ? assignments : assignments.slice(-1)

/** Tells whether the customer is away: agents' audio then does not belong to the call. */
const isAway = (customer: State['customer']): boolean => customer === 'outside' || customer === 'none'

type Change = { readonly state: State; readonly effects: readonly Effect[] }

function stopped(state: State, settings: Settings): Change {
  const needed = wanted(state, settings)
  const why = (stream: Stream): 'left' | 'replaced' | 'outside' | undefined => {
    if (stream.phase === 'unsure') return legOf(state, stream) ? 'left' : undefined
    // Before Twilio's answer there is nothing to stop; the answer leads here again.
    if (stream.phase !== 'on') return undefined
    if (isAway(state.customer) || isOnOtherLeg(state, stream)) return 'outside'
    if (needed.some((assignment) => assignment.reservationSid === stream.reservationSid)) return undefined
    const isOnCall = state.assignments.some((assignment) => assignment.reservationSid === stream.reservationSid)
    if (settings.handover === 'overlap') return 'left'
    return isStillNeeded(state, stream, settings) ? undefined : isOnCall ? 'replaced' : 'left'
  }
  const leaving = state.streams.flatMap((stream): Stream[] => {
    const reason = why(stream)
    return reason ? [{ ...stream, phase: 'stopping', why: reason, callSid: legOf(state, stream) }] : []
  })
  const streams = state.streams.map((each) => leaving.find(({ name }) => name === each.name) ?? each)
  return { state: { ...state, streams }, effects: leaving.map((stream) => stop(state, stream)) }
}

/** With one stream after the other and no gap, the old stream stops when the new one runs, or is known not to come. */
function isStillNeeded(state: State, stream: Stream, { destinations }: Settings): boolean {
  const next = state.assignments.at(-1)
  if (!next) return isHandingOver(state) && isOfLast(state, stream)
  const successor = latestOf(state, next)
  if (successor?.phase === 'on') return false
  const isComing = destinationOf(destinations, next, next.transfer) !== undefined && mayStart(state, next)
  const isOnCall = state.assignments.some((assignment) => assignment.reservationSid === stream.reservationSid)
  return isOnCall || isComing || successor?.phase === 'starting'
}

/** Of the agents who left, the one who started the transfer had the call last. */
const isOfLast = ({ streams }: State, stream: Stream) => streams.filter((each) => each.phase === 'on').at(-1) === stream

function started(state: State, callSid: string, at: number, settings: Settings): Change {
  // Twilio counts streams per leg.
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

/** Old streams are forgotten, so their number says nothing. */
const nextNumber = (state: State, assignment: Assignment): number =>
  Math.max(0, ...streamsOf(state, assignment).map((each) => numberIn(each.name))) + 1

/**
 * Raises the numbers that the task allows before a stream gets a number above 1: after a lost record all of them are
 * stopped.
 */
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

/**
 * Allows the first start, and starts after a temporary stop, on another leg, or after being missed. Twilio would refuse
 * again what it refused once.
 */
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

/** Tells whether it started while another leg was assumed to be the customer's. */
const isOnOtherLeg = (state: State, stream: Stream): boolean => legOf(state, stream) !== (state.callSid ?? '')

/** Finished streams kept: a day of transfers to and fro. */
const kept = 40
const withoutOldest = (streams: readonly Stream[]): Stream[] => {
  const finished = streams.filter((each) => !isLive(each))
  const dropped = new Set(finished.slice(0, Math.max(0, finished.length - kept)))
  return streams.filter((each) => !dropped.has(each))
}
