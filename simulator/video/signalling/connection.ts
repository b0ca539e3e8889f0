import type { RawData, WebSocket } from 'ws'
import { z } from 'zod'
import { createPulse } from './pulse.ts'
import type { Connection, SignallingMode } from './state.ts'

const hello = z.object({
  type: z.literal('hello'),
  version: z.literal(2),
  timeout: z.number().optional(),
  body: z.unknown().optional(),
})

type Hello = z.output<typeof hello>

const frame = z.discriminatedUnion('type', [
  hello,
  z.object({ type: z.literal('msg'), body: z.unknown() }),
  z.object({ type: z.literal('heartbeat') }),
  z.object({ type: z.literal('bye') }),
])

const mostUnread = 8 * 1024 * 1024
const mostBadFrames = 20

/** The handlers behind a connection. */
export interface Behind {
  readonly mode: SignallingMode
  readonly reached: string
  readonly region: string | undefined
  /** Whether a browser with this hello is admitted. */
  readonly admits: (body: unknown) => boolean
  readonly received: (connection: Connection, body: unknown) => void
  /** The connection is closed. `said` is true if the browser said bye first. */
  readonly gone: (connection: Connection, said: boolean) => void
}

/** The outer layer of signalling: hello, welcome, heartbeats, and messages inside `msg`. */
export function openConnection(ws: WebSocket, behind: Behind): Connection {
  let isWelcome = false
  let hasSaidBye = false
  let badFrames = 0

  const post = (outgoing: Readonly<Record<string, unknown>>): void => {
    if (ws.readyState !== ws.OPEN) return
    // A browser that stops reading must not fill the simulator's memory.
    if (ws.bufferedAmount > mostUnread) ws.terminate()
    else ws.send(JSON.stringify(outgoing))
  }
  const refuse = (reason: string): void => {
    badFrames += 1
    post({ type: 'bad', reason })
    if (badFrames > mostBadFrames) ws.close(1008, 'Too many bad frames')
  }
  const pulse = createPulse({ beat: () => post({ type: 'heartbeat' }), dead: () => ws.terminate() })
  const connection: Connection = {
    send: (body) => post({ type: 'msg', body: { version: 2, ...body } }),
    closeSoon: () => setTimeout(() => ws.close(1000), 250).unref(),
    cut: () => ws.terminate(),
    reached: behind.reached,
    region: behind.region,
    session: undefined,
  }
  const greet = ({ timeout, body }: Hello): void => {
    // A negative `retryAfter` means: do not try again.
    if (behind.mode === 'busy') post({ type: 'busy', retryAfter: -1, keepAlive: false, cookie: null })
    else if (!behind.admits(body)) ws.terminate()
    else {
      isWelcome = true
      post({ type: 'welcome', negotiatedTimeout: pulse.agree(timeout) })
      if (body !== undefined && body !== null) behind.received(connection, body)
    }
  }
  ws.on('message', (data) => {
    if (behind.mode === 'silent') return
    pulse.felt()
    const parsed = frame.safeParse(fromJson(data))
    if (!parsed.success) return refuse('Not a frame of version 2')
    const { data: incoming } = parsed
    if (incoming.type === 'hello') greet(incoming)
    else if (incoming.type === 'msg') {
      if (isWelcome) behind.received(connection, incoming.body)
      else refuse('Expected a hello')
    } else if (incoming.type === 'bye') hasSaidBye = true
  })
  // Broken and oversized frames cause an error; `close` follows.
  ws.on('error', () => undefined)
  ws.on('close', () => {
    pulse.stop()
    behind.gone(connection, hasSaidBye)
  })
  if (behind.mode !== 'silent') pulse.felt()
  return connection
}

function fromJson(data: RawData): unknown {
  try {
    // A WebSocket with the default binary type delivers text as one Buffer.
    return JSON.parse(String(data))
  } catch {
    return undefined
  }
}
