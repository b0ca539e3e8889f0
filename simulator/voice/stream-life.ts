import type { Cloud } from '../cloud/cloud.ts'
import { isoMilliseconds } from '../cloud/dates.ts'
import { invalid, RestError } from '../rest/rest-error.ts'
import type { Call, Listening, MediaStream, Track } from './model.ts'
import { notify } from './notify.ts'

export interface NewStream {
  readonly name: string | undefined
  readonly url: string
  readonly track: Track
  readonly parameters: Readonly<Record<string, string>>
  readonly listening: Listening | null
}

const mostTracks = 4

/**
 * Starts a stream of a leg. Names are unique among the leg's running streams; `both_tracks` counts as two of the four
 * tracks.
 */
export function startStream(cloud: Cloud, call: Call, given: NewStream): MediaStream {
  if (call.status !== 'in-progress') throw new RestError(400, 21220, 'Call is not in-progress')
  const running = [...call.streams.values()].filter(({ status }) => status === 'in-progress')
  if (running.some(({ name }) => name === given.name)) {
    const isSaid = !cloud.untrue.has('taken-stream-name-is-said')
    throw invalid(isSaid ? `Stream name '${given.name}' is already in use on this call` : 'Request is not valid')
  }
  const tracks = running.reduce((sum, { track }) => sum + tracksIn(track), tracksIn(given.track))
  if (tracks > mostTracks) throw invalid(`A call can have ${mostTracks} forked tracks, this would be ${tracks}`)
  const sid = cloud.newSid('MZ')
  const stream: MediaStream = {
    ...given,
    order: cloud.nextOrder(),
    sid,
    call,
    name: given.name ?? sid,
    status: 'in-progress',
    updatedAt: cloud.clock.now(),
  }
  call.streams.set(sid, stream)
  cloud.journal.change('stream.created', sid, { callSid: call.sid, name: stream.name, url: stream.url })
  if (cloud.voice.settings.media) cloud.voice.media.start(stream)
  else streamStarted(cloud, stream)
  return stream
}

const tracksIn = (track: Track): number => (track === 'both_tracks' ? 2 : 1)

/** Finds a stream by SID or name. By name: the running one, or else the latest. */
export function findStream(call: Call, sidOrName: string): MediaStream | undefined {
  const named = [...call.streams.values()].filter(({ name }) => name === sidOrName)
  return call.streams.get(sidOrName) ?? named.find(({ status }) => status === 'in-progress') ?? named.at(-1)
}

/** Notes that the stream's destination is connected. */
export function streamStarted(cloud: Cloud, stream: MediaStream): void {
  if (stream.status === 'stopped') return
  cloud.journal.change('stream.started', stream.sid, { callSid: stream.call.sid, name: stream.name })
  sendStreamEvent(cloud, stream, 'stream-started')
}

/** Stops a stream. Does nothing if it has already stopped. */
export function stopStream(cloud: Cloud, stream: MediaStream): void {
  if (stream.status === 'stopped') return
  stream.status = 'stopped'
  stream.updatedAt = cloud.clock.now()
  cloud.voice.media.stop(stream)
  cloud.journal.change('stream.stopped', stream.sid, { callSid: stream.call.sid, name: stream.name })
  sendStreamEvent(cloud, stream, 'stream-stopped')
}

/**
 * Stops a stream whose destination could not be reached, or closed the connection (31920, 31921). Sends only
 * `stream-error`.
 */
export function streamFailed(cloud: Cloud, stream: MediaStream, error: string): void {
  if (stream.status === 'stopped') return
  stream.status = 'stopped'
  stream.updatedAt = cloud.clock.now()
  cloud.journal.change('stream.failed', stream.sid, { callSid: stream.call.sid, name: stream.name, error })
  sendStreamEvent(cloud, stream, 'stream-error', { StreamError: error })
}

/** Twilio docs: "TwiML Voice: <Stream>", statusCallback. */
function sendStreamEvent(
  cloud: Cloud,
  stream: MediaStream,
  name: 'stream-started' | 'stream-stopped' | 'stream-error',
  extra: Readonly<Record<string, string>> = {},
): void {
  notify(cloud, stream.listening, {
    name,
    resource: stream.sid,
    params: {
      CallSid: stream.call.sid,
      StreamSid: stream.sid,
      StreamName: stream.name,
      StreamEvent: name,
      ...extra,
      Timestamp: isoMilliseconds(cloud.clock.now()),
    },
  })
}
