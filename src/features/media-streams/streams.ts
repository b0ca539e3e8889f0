import { type Refusal, refuse, unchanged } from '../../core/feature.ts'
import { freed, isMissable, missed, pauseAfter } from './come-back.ts'
import { look } from './guard.ts'
import type { Decision, Effect, EventOf, State, Stream } from './model.ts'

/** The leg is not answered yet, or over: Twilio says the same of both. */
const notInProgress = 21_220
/** After a question that Twilio refused (ms). */
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

const strange: Refusal = { code: 'unknown-stream', message: 'No stream of this call has that name.', retryable: false }

/** Our own request was answered, or its callback was faster. One that nobody needs any more is stopped (again). */
export function started(state: State, name: string, streamSid: string | undefined, at: number): Decision {
  const stream = state.streams.find((each) => each.name === name)
  if (!stream) return refuse(state, strange)
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
      // A repeat of the request got through after the stream had been stopped. Unless it is this very one that is gone:
      const isNews = streamSid !== undefined && streamSid !== stream.streamSid
      const isStopped = stream.isGone || stream.phase === 'stopping'
      if (state.isCallOver || (isStopped && !isNews)) return unchanged(withStream(state, known))
      return { state: withStream(state, known), effects: [stop(state, known)] }
    }
  }
}

/** Taken for refused, because no answer was to be had; its agent has no other. */
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
  if (!stream) return refuse(state, strange)
  return stream.phase === 'stopping' ? ended(state, stream, at) : unchanged(state)
}

/** Twilio's callbacks, which come in any order, and late. */
export function told(state: State, event: EventOf<'call.stream-changed'>): Decision {
  const stream = state.streams.find((each) => each.name === event.streamName)
  // One of ours, and no record of its call: that was lost. Whoever is on the call has to be looked for.
  if (!stream) return { ...(state.agents === 0 ? look(state, event.key) : unchanged(state)), refusal: strange }
  if (legOf(state, stream) !== event.callSid)
    return refuse(state, { ...strange, message: 'The stream is not on this call.' })
  if (event.is === 'started')
    return started(withStream(state, { ...stream, isConfirmed: true }), stream.name, event.streamSid, event.at)
  const known: Stream = { ...stream, streamSid: stream.streamSid ?? event.streamSid }
  // An error is followed by a stop, or was preceded by it.
  const told: Stream = { ...known, ...(event.detail && { detail: event.detail }) }
  if (stream.isGone || (event.is === 'error' && (isWarning(event.detail) || isEnding(stream))))
    return unchanged(withStream(state, told))
  if (event.is === 'error') return failing(state, told)
  const gone: Stream = { ...told, isGone: true }
  if (stream.phase === 'over') return unchanged(freed(withStream(state, gone)))
  if (stream.phase === 'stopping' || stream.phase === 'unsure') return ended(state, gone, event.at)
  return lost(state, gone, event.at)
}

const isEnding = ({ phase }: Stream): boolean => phase === 'stopping' || phase === 'over' || phase === 'unsure'

/** Twilio tells of it as of an error, and the stream goes on. https://www.twilio.com/docs/api/errors/31930 */
const isWarning = (detail: string | undefined): boolean => detail?.startsWith('31930') === true

/** It may be there still: before another one takes its place it is stopped, so that nothing is heard twice or counts twice. */
function failing(state: State, stream: Stream): Decision {
  const failed: Stream = { ...stream, phase: 'stopping', why: 'lost' }
  return { state: withStream(state, failed), effects: [stop(state, failed)] }
}

/** It is stopped, as was asked for. */
function ended(state: State, stream: Stream, at: number): Decision {
  if (stream.why === 'lost') return lost(state, stream, at)
  return unchanged(freed(withStream(state, over(stream, stream.why ?? 'left', at))))
}

/** It ended and nobody had asked for that: the destination went down, or the call is over. Only Twilio can say which. */
function lost(state: State, stream: Stream, at: number): Decision {
  const refusal = { code: 'stream-lost', message: stream.detail ?? 'A stream stopped by itself.', retryable: true }
  return { ...later(freed(state), over(stream, 'lost', at)), refusal }
}

/** There is no room for it on the leg. */
export function full(state: State, { name, at }: EventOf<'stream.full'>): Decision {
  const stream = state.streams.find((each) => each.name === name)
  return stream?.phase === 'starting' ? later(state, over(stream, 'full', at)) : unchanged(state)
}

/** The call is asked for after a while: a stream that stops may have stopped because it ended. If not, another one is started. */
function later(before: State, stream: Stream): Decision {
  const state = withStream(before, stream)
  return { state, effects: [{ type: 'call.look', callSid: legOf(state, stream), after: pauseAfter(state, stream) }] }
}

/** Twilio could not be asked whether the call goes on. What waits for the answer is asked for again. */
export function callLookFailed(state: State): Decision {
  const waiting = state.streams.find(isMissable)
  if (state.isCallOver || !waiting) return unchanged(state)
  return { state, effects: [{ type: 'call.look', callSid: legOf(state, waiting), after: asksAgainAfter }] }
}

/** A request that failed for good. The call may have ended; and if the answer was unclear, the stream may be there. */
export function startFailed(state: State, event: EventOf<'effect.failed'>): Decision {
  const stream = state.streams.find((each) => each.name === event.request?.name)
  if (stream?.phase !== 'starting') return unchanged(state)
  const callSid = legOf(state, stream)
  if (event.code === notInProgress && !state.isProven) {
    // Their phone rings, or it was another's. A look tells.
    return look({ ...withStream(state, over(stream, 'not-yet', event.at)), customer: 'ringing' }, event.key)
  }
  const effects: Effect[] = [{ type: 'call.look', callSid }]
  const isUnclear = event.code === undefined
  return {
    state: withStream(state, over(stream, 'refused', event.at, event.reason)),
    effects: isUnclear ? [stop(state, stream), ...effects] : effects,
  }
}

/** Stopping is a duty: after its attempts are used up it starts over, until it is done or the call has ended. */
export function stopFailed(state: State, event: EventOf<'effect.failed'>): Decision {
  const stream = state.streams.find((each) => each.name === event.request?.name)
  if (!stream || state.isCallOver || stream.isGone) return unchanged(state)
  return { state, effects: [stop(state, stream, 30_000), { type: 'call.look', callSid: legOf(state, stream) }] }
}

/** Streams die with the call they are on. */
export function callSeen(state: State, event: EventOf<'call.seen'>): Decision {
  if (event.callSid !== state.callSid || state.isCallOver) return unchanged(state)
  if (event.isLive) return unchanged(missed(state, event.at))
  // Of an outbound call the task may have named another leg than the customer's.
  const isDoubtful = !state.isProven && state.assignments.some(({ direction }) => direction === 'outbound')
  // Either way, whoever is left in the conference may be alone.
  return look(isDoubtful ? state : callOver(state, event.at), event.key)
}

/** The customer's call is over, and every stream with it. */
export function callOver(state: State, at: number): State {
  const streams = state.streams.map((each) => {
    // What looked lost a moment ago was the end of the call.
    if (each.phase !== 'over') return over(each, each.phase === 'stopping' ? each.why : 'call-ended', at)
    return each.why === 'lost' || each.why === 'refused' ? endedWithCall(each, at) : each
  })
  return { ...state, isCallOver: true, streams }
}

const endedWithin = 10_000
const endedWithCall = (stream: Stream, at: number): Stream =>
  at - (stream.overAt ?? at) < endedWithin ? { ...stream, why: 'call-ended' } : stream
