import type { Step } from '../../core/feature.ts'
import { destinationOf } from './destinations.ts'
import type { Effect, Seat, Settings, State, Stream } from './model.ts'
import { streamName } from './names.ts'
import { isHandingOver } from './seats.ts'
import { isLive, stop } from './streams.ts'

/**
 * Whatever the news was: which streams should be there now, and what is to be done about the difference. Rules only say what
 * happened, so the order in which things are heard does not matter here.
 */
export function settled(step: Step<State, Effect>, at: number, settings: Settings): Step<State, Effect> {
  const { state } = step
  if (state.isCallOver || !state.callSid) return step
  const stops = stopped(state, settings)
  const starts = started(stops.state, state.callSid, at, settings)
  return { ...step, state: starts.state, effects: [...starts.effects, ...step.effects, ...stops.effects] }
}

/** Everybody on the call has a stream, or only the one who came last. */
const wanted = ({ seats }: State, { handover }: Settings): readonly Seat[] =>
  handover === 'overlap' ? seats : seats.slice(-1)

type Change = { readonly state: State; readonly effects: readonly Effect[] }

function stopped(state: State, settings: Settings): Change {
  const needed = wanted(state, settings)
  const why = (stream: Stream): 'left' | 'replaced' | undefined => {
    // Until it is answered there is nothing to stop; then this is asked again.
    if (stream.phase !== 'on' || needed.some((seat) => seat.reservationSid === stream.reservationSid)) return undefined
    const isSitting = state.seats.some((seat) => seat.reservationSid === stream.reservationSid)
    if (settings.handover === 'overlap') return 'left'
    return isStillNeeded(state, stream, settings) ? undefined : isSitting ? 'replaced' : 'left'
  }
  const leaving = state.streams.flatMap((stream): Stream[] => {
    const reason = why(stream)
    return reason ? [{ ...stream, phase: 'stopping', why: reason }] : []
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
  let free = settings.most - state.streams.filter(isLive).length
  const effects: Effect[] = []
  const streams = [...state.streams]
  for (const seat of wanted(state, settings)) {
    const destination = destinationOf(settings.destinations, seat, seat.transfer)
    if (!destination || free <= 0 || !mayStart(state, seat)) continue
    free -= 1
    const { taskSid, reservationSid, workerSid, transfer } = seat
    const name = streamName(reservationSid, streamsOf(state, seat).length + 1)
    const conference = state.conferenceSid ?? taskSid
    streams.push({
      name,
      reservationSid,
      workerSid,
      destination,
      phase: 'starting',
      askedAt: at,
      isGone: false,
      isMissed: false,
    })
    const rest = { name, callSid, destination, taskSid, reservationSid, workerSid, conference, transfer }
    effects.push({ type: 'stream.start', ...rest })
  }
  return { state: { ...state, streams: withoutOldest(streams) }, effects }
}

const streamsOf = ({ streams }: State, seat: Seat) =>
  streams.filter((each) => each.reservationSid === seat.reservationSid)
const latestOf = (state: State, seat: Seat) => streamsOf(state, seat).at(-1)

/** The first time, after being replaced, and once after being lost. What Twilio refused it will refuse again. */
function mayStart(state: State, seat: Seat): boolean {
  const all = streamsOf(state, seat)
  const last = all.at(-1)
  if (!last) return true
  if (last.phase !== 'over') return false
  if (last.why === 'replaced' || last.why === 'left') return true
  return last.why === 'lost' && last.isMissed && all.filter((each) => each.why === 'lost').length < 2
}

/** A day of transfers to and fro. */
const kept = 40
const withoutOldest = (streams: readonly Stream[]): Stream[] => {
  const finished = streams.filter((each) => !isLive(each))
  const dropped = new Set(finished.slice(0, Math.max(0, finished.length - kept)))
  return streams.filter((each) => !dropped.has(each))
}
