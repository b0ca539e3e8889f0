import { randomUUID } from 'node:crypto'
import type { WebSocket } from 'ws'
import { z } from 'zod'
import type { Cloud } from '../../cloud/cloud.ts'
import { RestError } from '../../rest/rest-error.ts'
import { verifyVideoToken } from '../access-token.ts'

const connect = z.object({ type: z.literal('connect'), token: z.string() })

/** Accepts the SDK's telemetry, which it sends once it is in a room. Requires a valid token, and keeps nothing. */
export function takeInsights(cloud: Cloud, ws: WebSocket): void {
  ws.on('message', (data) => {
    // Only the first message needs an answer; the events after it are ignored.
    const first = connect.safeParse(fromJson(String(data)))
    if (first.success) ws.send(JSON.stringify({ ...answerTo(cloud, first.data.token), version: 1 }))
  })
  ws.on('error', () => undefined)
}

function answerTo(cloud: Cloud, token: string) {
  try {
    verifyVideoToken(cloud.account, token, cloud.clock.now())
    return { type: 'connected', session: randomUUID() }
  } catch (error) {
    if (!(error instanceof RestError)) throw error
    return { type: 'error', code: error.code, message: error.message }
  }
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
