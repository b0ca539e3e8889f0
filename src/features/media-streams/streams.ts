import { type Refusal, refuse, unchanged } from '../../core/feature.ts'
import { freed, isMissable, missed, pauseAfter } from './come-back.ts'
import { look } from './guard.ts'
import type { Decision, Effect, EventOf, State, Stream } from './model.ts'

/** The leg is not answered yet, or over: Twilio reports both in the same way. */
const notInProgress = 21_220
/** How long (ms) to wait after Twilio refused a look-up. */
const asksAgainAfter = 30_000

export const isLive = ({ phase }: Stream) => phase !== 'over'

export const withStream = (state: State, changed: Stream): State => ({
  ...state,
  streams: state.streams.map((each) => (each.name === changed.name ? changed : each)),
})

export const over = (stream: Stream, why: Stream['why'], at: number, detail?: string): Stream => ({
  ...stream,
  phase: 'over',
  overAt: at,
  ...(why && { why }),
  ...(detail && { detail }),
})

/** The leg a stream is on. */
export const legOf = (state: State, { callSid }: Stream): string => callSid ?? state.callSid ?? ''

export const stop = (state: State, stream: Stream, after?: number): Effect => ({
  type: 'stream.stop',
  name: stream.name,
  callSid: legOf(state, stream),
  ...(stream.streamSid && { streamSid: stream.streamSid }),
  ...(after && { after }),
})

const unknownStream: Refusal = {
  code: 'unknown-stream',
  message: 'No stream of this call has that name.',
  retryable: false,
}

/**
 * Handles Twilio's answer to our own request, or its callback, if that is faster. A stream that is no longer needed is
 * stopped (again).
 */
export function started(state: State, name: string, streamSid: string | undefined, at: number): Decision {
  const stream = state.streams.find((each) => each.name === name)
  if (!stream) return refuse(state, unknownStream)
  const known: Stream = streamSid ? { ...stream, streamSid } : stream
  switch (stream.phase) {
    case 'starting':
      return unchanged(withStream(state, { ...known, phase: 'on', startedAt: at }))
    case 'on':
    case 'unsure':
      return unchanged(withStream(state, known))
    case 'stopping':
    case 'over': {
      if (isThereAfterAll(state, stream)) {
        const { why: _, overAt: __, detail: ___, ...found } = known
        return unchanged(withStream(state, { ...found, phase: 'on', startedAt: at }))
      }
      // A repeated request got through after the stream had been stopped. Stop it, unless this is the stream that has
      // ended.
      const isOther = streamSid !== undefined && streamSid !== stream.streamSid
      const isStopped = stream.isGone || stream.phase === 'stopping'
      if (state.isCallOver || (isStopped && !isOther)) return unchanged(withStream(state, known))
      return { state: withStream(state, known), effects: [stop(state, known)] }
    }
  }
}

/** Tells whether a stream counts as refused only because no answer arrived, and its agent has no other. */
const isThereAfterAll = (
  { isCallOver, streams, assignments }: State,
  { why, isGone, reservationSid }: Stream,
): boolean =>
  why === 'refused' &&
  !isGone &&
  !isCallOver &&
  assignments.some((each) => each.reservationSid === reservationSid) &&
  streams.filter((each) => each.reservationSid === reservationSid).length === 1

export function stopped(state: State, { name, at }: EventOf<'stream.stopped'>): Decision {
  const stream = state.streams.find((each) => each.name === name)
  if (!stream) return refuse(state, unknownStream)
  return stream.phase === 'stopping' ? ended(state, stream, at) : unchanged(state)
}

/** Handles Twilio's callbacks, which arrive in any order, and late. */
export function streamChanged(state: State, event: EventOf<'call.stream-changed'>): Decision {
  const stream = state.streams.find((each) => each.name === event.streamName)
  // A stream of ours without a record of its call, which was lost: look for the agents on the call.
  if (!stream) return { ...(state.agents === 0 ? look(state, event.key) : unchanged(state)), refusal: unknownStream }
  if (legOf(state, stream) !== event.callSid)
    return refuse(state, { ...unknownStream, message: 'The stream is not on this call.' })
  if (event.is === 'started')
    return started(withStream(state, { ...stream, isConfirmed: true }), stream.name, event.streamSid, event.at)
  const known: Stream = { ...stream, streamSid: stream.streamSid ?? event.streamSid }
  // An error is followed by a stop, or was preceded by it.
  const reported: Stream = { ...known, ...(event.detail && { detail: event.detail }) }
  if (stream.isGone || (event.is === 'error' && (isWarning(event.detail) || isEnding(stream))))
    return unchanged(withStream(state, reported))
  if (event.is === 'error') return failing(state, reported)
  const gone: Stream = { ...reported, isGone: true }
  if (stream.phase === 'over') return unchanged(freed(withStream(state, gone)))
  if (stream.phase === 'stopping' || stream.phase === 'unsure') return ended(state, gone, event.at)
  return lost(state, gone, event.at)
}

const isEnding = ({ phase }: Stream): boolean => phase === 'stopping' || phase === 'over' || phase === 'unsure'

/** Twilio reports this as an error, but the stream goes on. https://www.twilio.com/docs/api/errors/31930 */
const isWarning = (detail: string | undefined): boolean => detail?.startsWith('31930') === true

/** Stops a stream that reported an error before another one replaces it, so that no audio is sent or counted twice. */
function failing(state: State, stream: Stream): Decision {
  const failed: Stream = { ...stream, phase: 'stopping', why: 'lost' }
  return { state: withStream(state, failed), effects: [stop(state, failed)] }
}

/** Ends a stream whose stop we requested. */
function ended(state: State, stream: Stream, at: number): Decision {
  if (stream.why === 'lost') return lost(state, stream, at)
  return unchanged(freed(withStream(state, over(stream, stream.why ?? 'left', at))))
}

/**
 * Handles a stream that ended without our request: the destination went down, or the call is over. Only Twilio can say
 * which.
 */
function lost(state: State, stream: Stream, at: number): Decision {
  const refusal = { code: 'stream-lost', message: stream.detail ?? 'A stream stopped by itself.', retryable: true }
  return { ...later(freed(state), over(stream, 'lost', at)), refusal }
}

/** Handles a leg without room for another stream. */
export function full(state: State, { name, at }: EventOf<'stream.full'>): Decision {
  const stream = state.streams.find((each) => each.name === name)
  return stream?.phase === 'starting' ? later(state, over(stream, 'full', at)) : unchanged(state)
}

/**
 * Looks the call up after a pause: a stream may stop because its call ended. If the call goes on, another stream
 * starts.
 */
function later(before: State, stream: Stream): Decision {
  const state = withStream(before, stream)
  return { state, effects: [{ type: 'call.look', callSid: legOf(state, stream), after: pauseAfter(state, stream) }] }
}

/** Handles a failed look-up of the call; repeats it if a stream waits for the answer. */
export function callLookFailed(state: State): Decision {
  const waiting = state.streams.find(isMissable)
  if (state.isCallOver || !waiting) return unchanged(state)
  return { state, effects: [{ type: 'call.look', callSid: legOf(state, waiting), after: asksAgainAfter }] }
}

/**
 * Handles a start that finally failed. The call may have ended; and if the answer was unclear, the stream may exist.
 */
export function startFailed(state: State, event: EventOf<'effect.failed'>): Decision {
  const stream = state.streams.find((each) => each.name === event.request?.name)
  if (stream?.phase !== 'starting') return unchanged(state)
  const callSid = legOf(state, stream)
  if (event.code === notInProgress && !state.isProven) {
    // The customer's phone rings, or the leg was another participant's. A look shows which.
    return look({ ...withStream(state, over(stream, 'not-yet', event.at)), customer: 'ringing' }, event.key)
  }
  const effects: Effect[] = [{ type: 'call.look', callSid }]
  const isUnclear = event.code === undefined
  return {
    state: withStream(state, over(stream, 'refused', event.at, event.reason)),
    effects: isUnclear ? [stop(state, stream), ...effects] : effects,
  }
}

/**
 * Stopping a stream never gives up: when its attempts are used up, a new job starts, until the stream or the call has
 * ended.
 */
export function stopFailed(state: State, event: EventOf<'effect.failed'>): Decision {
  const stream = state.streams.find((each) => each.name === event.request?.name)
  if (!stream || state.isCallOver || stream.isGone) return unchanged(state)
  return { state, effects: [stop(state, stream, 30_000), { type: 'call.look', callSid: legOf(state, stream) }] }
}

/** Handles the look-up of a call: streams end with their call. */
export function callSeen(state: State, event: EventOf<'call.seen'>): Decision {
  if (event.callSid !== state.callSid || state.isCallOver) return unchanged(state)
  if (event.isLive) return unchanged(missed(state, event.at))
  // For an outbound call the task may have named a leg that is not the customer's.
  const isDoubtful = !state.isProven && state.assignments.some(({ direction }) => direction === 'outbound')
  // Either way, a participant left in the conference may be alone.
  return look(isDoubtful ? state : callOver(state, event.at), event.key)
}

/** Ends the customer's call, and every stream with it. */
export function callOver(state: State, at: number): State {
  const streams = state.streams.map((each) => {
    // A stream that seemed lost a moment ago had ended with the call.
    if (each.phase !== 'over') return over(each, each.phase === 'stopping' ? each.why : 'call-ended', at)
    return each.why === 'lost' || each.why === 'refused' ? endedWithCall(each, at) : each
  })
  return { ...state, isCallOver: true, streams }
}

const endedWithin = 10_000
const endedWithCall = (stream: Stream, at: number): Stream =>
  at - (stream.overAt ?? at) < endedWithin ? { ...stream, why: 'call-ended' } : stream
