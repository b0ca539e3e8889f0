import type { Step } from '../../core/feature.ts'
import { destinationOf } from './destinations.ts'
import { foundAgain } from './from-before.ts'
import { isHandingOver } from './handing-over.ts'
import type { Effect, Seat, Settings, State, Stream } from './model.ts'
import { allowing, numberIn, streamName } from './names.ts'
import { isLive, legOf, stop } from './streams.ts'

/**
 * Whatever the news was: which streams should be there now, and what is to be done about the difference. Rules only say what
 * happened, so the order in which things are heard does not matter here.
 */
export function settled(step: Step<State, Effect>, at: number, settings: Settings): Step<State, Effect> {
  if (step.state.isCallOver) return step
  const state = foundAgain(step.state, wanted(step.state, settings), settings, at)
  const stops = stopped(state, settings)
  const next = withNames(stops.state, settings)
  if (!state.callSid) return { ...step, state: next, effects: [...step.effects, ...stops.effects] }
  const starts = started(next, state.callSid, at, settings)
  return { ...step, state: starts.state, effects: [...starts.effects, ...step.effects, ...stops.effects] }
}

/** Everybody on the call has a stream, or only the one who came last. */
const wanted = (state: State, settings: Settings): readonly Seat[] =>
  state.customer === 'ringing' || isAway(state.customer) ? [] : meant(state, settings)

/** The same once the customer is there. */
const meant = ({ seats }: State, { handover }: Settings): readonly Seat[] =>
  handover === 'overlap' ? seats : seats.slice(-1)

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
    if (needed.some((seat) => seat.reservationSid === stream.reservationSid)) return undefined
    const isSitting = state.seats.some((seat) => seat.reservationSid === stream.reservationSid)
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
  const next = state.seats.at(-1)
  if (!next) return isHandingOver(state) && isOfLast(state, stream)
  const successor = latestOf(state, next)
  if (successor?.phase === 'on') return false
  const isComing = destinationOf(destinations, next, next.transfer) !== undefined && mayStart(state, next)
  const isSitting = state.seats.some((seat) => seat.reservationSid === stream.reservationSid)
  return isSitting || isComing || successor?.phase === 'starting'
}

/** Of those who have left, the one who started the transfer: they had the call last. */
const isOfLast = ({ streams }: State, stream: Stream) => streams.filter((each) => each.phase === 'on').at(-1) === stream

function started(state: State, callSid: string, at: number, settings: Settings): Change {
  // Twilio counts by the leg.
  let free = settings.most - state.streams.filter((each) => isLive(each) && !isOnOtherLeg(state, each)).length
  const effects: Effect[] = []
  const streams = [...state.streams]
  for (const seat of wanted(state, settings)) {
    const destination = destinationOf(settings.destinations, seat, seat.transfer)
    if (!destination || free <= 0 || !mayStart(state, seat) || seat.isUncounted) continue
    const { taskSid, reservationSid, workerSid, transfer } = seat
    const number = nextNumber(state, seat)
    if (number > state.namesSaid) continue
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
      askedAt: at,
      isGone: false,
      isHeard: false,
      isMissed: false,
    })
    const rest = { name, callSid, destination, taskSid, reservationSid, workerSid, conference, transfer }
    effects.push({ type: 'stream.start', ...rest })
  }
  return { state: { ...state, streams: withoutOldest(streams) }, effects }
}

/** The oldest are forgotten, so how many there are says nothing. */
const nextNumber = (state: State, seat: Seat): number =>
  Math.max(0, ...streamsOf(state, seat).map((each) => numberIn(each.name))) + 1

/** Before a stream has another number than the first, the task allows it: whoever has lost the record stops them all. */
function withNames(state: State, settings: Settings): State {
  const next = meant(state, settings)
    .filter((seat) => ['stopping', 'over'].includes(latestOf(state, seat)?.phase ?? ''))
    .map((seat) => nextNumber(state, seat))
  const most = Math.max(1, ...next)
  return most > state.names ? { ...state, names: allowing(most) } : state
}

const streamsOf = ({ streams }: State, seat: Seat) =>
  streams.filter((each) => each.reservationSid === seat.reservationSid)
const latestOf = (state: State, seat: Seat) => streamsOf(state, seat).at(-1)

/** The first time, after being stopped for a while, on another leg, and after being missed. What Twilio refused it will refuse again. */
function mayStart(state: State, seat: Seat): boolean {
  const all = streamsOf(state, seat)
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
