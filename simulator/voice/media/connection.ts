import { WebSocket } from 'ws'
import type { Cloud } from '../../cloud/cloud.ts'
import { signature } from '../../webhooks/signature.ts'
import type { MediaStream } from '../model.ts'
import { streamFailed, streamStarted } from '../stream-life.ts'
import { frame } from './frames.ts'
import { hears, says } from './hearing.ts'

const frameMs = 20
/** A receiver that stops reading gets no more frames. Missed frames are lost, as on the telephone. */
const mostUnread = 1_000_000

/** One stream's connection to its destination (Twilio docs: "Media Streams - WebSocket Messages"). */
export interface MediaConnection {
  /** Sends every frame that is due by now. */
  readonly play: (now: number) => void
  readonly close: () => void
}

/**
 * Connects as Twilio does: the signature of the handshake covers only the address. A stream that cannot connect fails.
 */
export function connectMedia(cloud: Cloud, stream: MediaStream, gone: () => void): MediaConnection {
  const { call, track, sid } = stream
  const headers = {
    'x-twilio-signature': signature(cloud.account.authToken, stream.url),
    'user-agent': 'TwilioProxy/1.1',
  }
  const ws = new WebSocket(stream.url, { headers, perMessageDeflate: false, handshakeTimeout: 5_000 })
  const tracks =
    track === 'both_tracks'
      ? (['inbound', 'outbound'] as const)
      : ([track === 'inbound_track' ? 'inbound' : 'outbound'] as const)
  let sequence = 0
  let played = 0
  let since: number | null = null
  let problem = 'no connection'
  const say = (event: string, body: object): void => {
    sequence += 1
    ws.send(JSON.stringify({ event, sequenceNumber: String(sequence), ...body, streamSid: sid }))
  }

  ws.on('open', () => {
    ws.send('{"event":"connected","protocol":"Call","version":"1.0.0"}')
    say('start', {
      start: {
        accountSid: cloud.account.accountSid,
        streamSid: sid,
        callSid: call.sid,
        tracks,
        mediaFormat: { encoding: 'audio/x-mulaw', sampleRate: 8_000, channels: 1 },
        customParameters: stream.parameters,
      },
    })
    since = performance.now()
    streamStarted(cloud, stream)
  })
  ws.on('error', ({ message }) => {
    problem = message
  })
  ws.on('close', (code) => {
    gone()
    if (since === null) streamFailed(cloud, stream, `31920 Stream - WebSocket - Handshake Error: ${problem}`)
    else streamFailed(cloud, stream, `31921 Stream - WebSocket - Close Error: ${code}`)
  })

  return {
    play(now) {
      if (since === null || ws.readyState !== WebSocket.OPEN) return
      for (; played * frameMs <= now - since; played += 1) {
        if (ws.bufferedAmount > mostUnread) continue
        for (const each of tracks) {
          const payload = frame(each === 'inbound' ? says(call) : hears(call), played)
          const [chunk, timestamp] = [String(played + 1), String(played * frameMs)]
          say('media', { media: { track: each, chunk, timestamp, payload } })
        }
      }
    },
    close() {
      if (ws.readyState !== WebSocket.OPEN) return ws.terminate()
      say('stop', { stop: { accountSid: cloud.account.accountSid, callSid: call.sid } })
      ws.close(1000)
    },
  }
}
