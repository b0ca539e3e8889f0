import { type Refusal, refuse, type Step, stay } from '../../core/feature.ts'
import type { Effect, EventOf, State, Stream } from './model.ts'

type Rule = Step<State, Effect>

/** A stream that stops may have stopped because the call ended, which other news may tell a moment later. */
const callEndsWithin = 1_000

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

export const stop = (state: State, { name, streamSid }: Stream, after?: number): Effect => ({
  type: 'stream.stop',
  name,
  callSid: state.callSid ?? '',
  ...(streamSid && { streamSid }),
  ...(after && { after }),
})

const strange: Refusal = { code: 'unknown-stream', message: 'No stream of this call has that name.', retryable: false }

/** Our own request was answered, or its callback was faster. One that nobody needs any more is stopped (again). */
export function started(state: State, name: string, streamSid: string | undefined, at: number): Rule {
  const stream = state.streams.find((each) => each.name === name)
  if (!stream) return refuse(state, strange)
  const known: Stream = streamSid ? { ...stream, streamSid } : stream
  switch (stream.phase) {
    case 'starting':
      return stay(withStream(state, { ...known, phase: 'on', startedAt: at }))
    case 'on':
      return stay(withStream(state, known))
    case 'stopping':
    case 'over': {
      if (isThereAfterAll(state, stream)) {
        const { why: _, overAt: __, detail: ___, ...found } = known
        return stay(withStream(state, { ...found, phase: 'on', startedAt: at }))
      }
      // A repeat of the request got through after the stream had been stopped. Unless it is this very one that is gone:
      const isNews = streamSid !== undefined && streamSid !== stream.streamSid
      const isStopped = stream.isGone || stream.phase === 'stopping'
      if (state.isCallOver || (isStopped && !isNews)) return stay(withStream(state, known))
      return { state: withStream(state, known), effects: [stop(state, known)] }
    }
  }
}

/** Taken for refused, because no answer was to be had; its agent has no other. */
const isThereAfterAll = ({ isCallOver, streams, seats }: State, { why, isGone, reservationSid }: Stream): boolean =>
  why === 'refused' &&
  !isGone &&
  !isCallOver &&
  seats.some((each) => each.reservationSid === reservationSid) &&
  streams.filter((each) => each.reservationSid === reservationSid).length === 1

export function stopped(state: State, { name, at }: EventOf<'stream.stopped'>): Rule {
  const stream = state.streams.find((each) => each.name === name)
  if (!stream) return refuse(state, strange)
  return stream.phase === 'stopping' ? stay(withStream(state, over(stream, stream.why, at))) : stay(state)
}

/** Twilio's callbacks, which come in any order, and late. */
export function told(state: State, event: EventOf<'call.stream-told'>): Rule {
  const stream = state.streams.find((each) => each.name === event.streamName)
  if (!stream) return refuse(state, strange)
  if (state.callSid !== event.callSid) return refuse(state, { ...strange, message: 'The stream is not on this call.' })
  if (event.is === 'started') return started(state, stream.name, event.streamSid, event.at)
  const known: Stream = { ...stream, streamSid: stream.streamSid ?? event.streamSid }
  // An error is followed by a stop, or was preceded by it.
  if (stream.isGone) return stay(withStream(state, { ...known, ...(event.detail && { detail: event.detail }) }))
  const gone: Stream = { ...known, isGone: true, ...(event.detail && { detail: event.detail }) }
  if (stream.phase === 'over') return stay(withStream(state, gone))
  if (stream.phase === 'stopping') return stay(withStream(state, over(gone, stream.why, event.at)))
  return lost(state, gone, event.at)
}

/** It ended and nobody had asked for that: the destination went down, or the call is over. Only Twilio can say which. */
function lost(state: State, stream: Stream, at: number): Rule {
  const callSid = state.callSid ?? ''
  const refusal = { code: 'stream-lost', message: stream.detail ?? 'A stream stopped by itself.', retryable: true }
  return {
    state: withStream(state, over(stream, 'lost', at)),
    effects: [{ type: 'call.look', callSid, after: callEndsWithin }],
    refusal,
  }
}

/** A request that failed for good. The call may have ended; and if the answer was unclear, the stream may be there. */
export function startFailed(state: State, event: EventOf<'effect.failed'>): Rule {
  const stream = state.streams.find((each) => each.name === event.asked?.name)
  if (stream?.phase !== 'starting') return stay(state)
  const callSid = state.callSid ?? ''
  const effects: Effect[] = [{ type: 'call.look', callSid }]
  const isUnclear = event.code === undefined
  return {
    state: withStream(state, over(stream, 'refused', event.at, event.reason)),
    effects: isUnclear ? [stop(state, stream), ...effects] : effects,
  }
}

/** Stopping is a duty: after its attempts are used up it starts over, until it is done or the call has ended. */
export function stopFailed(state: State, event: EventOf<'effect.failed'>): Rule {
  const stream = state.streams.find((each) => each.name === event.asked?.name)
  if (!stream || state.isCallOver || stream.isGone) return stay(state)
  return { state, effects: [stop(state, stream, 30_000), { type: 'call.look', callSid: state.callSid ?? '' }] }
}

/** Streams die with the call they are on. */
export function callSeen(state: State, event: EventOf<'call.seen'>): Rule {
  if (event.callSid !== state.callSid || state.isCallOver) return stay(state)
  if (event.isLive)
    return stay({
      ...state,
      streams: state.streams.map((each) => (each.why === 'lost' ? { ...each, isMissed: true } : each)),
    })
  const streams = state.streams.map((each) => {
    // What looked lost a moment ago was the end of the call.
    if (each.phase !== 'over') return over(each, each.phase === 'stopping' ? each.why : 'call-ended', event.at)
    return each.why === 'lost' || each.why === 'refused' ? endedWithCall(each, event.at) : each
  })
  return stay({ ...state, isCallOver: true, streams })
}

const endedWithin = 10_000
const endedWithCall = (stream: Stream, at: number): Stream =>
  at - (stream.overAt ?? at) < endedWithin ? { ...stream, why: 'call-ended' } : stream
