import { type Context, Hono } from 'hono'
import { cors } from 'hono/cors'
import { isOwnPage } from '../browsers/refusal.ts'
import type { Cloud } from '../cloud/cloud.ts'
import { errorBody, RestError } from '../rest/rest-error.ts'
import { verifyVoiceToken } from './sign-in.ts'

/** The Voice SDK's telemetry (`eventgw.<home>.twilio.com`) and its sounds (`sdk.twilio.com`). */
export function voiceSdkRoutes(cloud: Cloud): Hono {
  const app = new Hono()
  const forOwnPages = cors({
    origin: (origin) => (isOwnPage(cloud.isOwnHost, { host: undefined, origin, site: undefined }) ? origin : null),
  })
  for (const path of ['/v4/EndpointEvents', '/v4/EndpointMetrics']) {
    app.use(path, forOwnPages)
    app.post(path, (c) => takeInsights(cloud, c))
  }
  app.use('/js/client/sounds/*', forOwnPages)
  app.get('/js/client/sounds/releases/:release/:name', (c) => c.body(silence, 200, { 'content-type': 'audio/wav' }))
  return app
}

/** Accepts telemetry with a valid token, and drops it. */
function takeInsights(cloud: Cloud, c: Context): Response {
  try {
    verifyVoiceToken(cloud, c.req.header('x-twilio-token') ?? '')
    return c.json({})
  } catch (error) {
    if (!(error instanceof RestError)) throw error
    return Response.json(errorBody(error), { status: error.status })
  }
}

/** A tenth of a second of silence, in a format that every browser plays. */
const silence = wave(Buffer.alloc(800, 0x80))

function wave(samples: Buffer): Uint8Array<ArrayBuffer> {
  const head = Buffer.alloc(44)
  head.write('RIFF\0\0\0\0WAVEfmt ', 'latin1')
  head.writeUInt32LE(36 + samples.length, 4)
  head.writeUInt32LE(16, 16)
  // PCM, one channel, 8 kHz, one byte per sample.
  for (const [index, value] of [1, 1, 8_000, 0, 8_000, 0, 1, 8].entries()) head.writeUInt16LE(value, 20 + 2 * index)
  head.write('data', 36, 'latin1')
  head.writeUInt32LE(samples.length, 40)
  return new Uint8Array(Buffer.concat([head, samples]))
}
