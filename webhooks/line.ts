import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import { type SSEStreamingApi, streamSSE } from 'hono/streaming'
import type { StreamingApi } from 'hono/utils/stream'
import type { Changes } from '../src/engine/changes.ts'
import { type EventStream, type EventStreams, renewEveryMs } from '../src/engine/event-streams.ts'
import { Refused } from './problem.ts'
import { callerOf } from './rate-limit.ts'

export type Streams = {
  readonly changes: Changes
  readonly lines: EventStreams
  readonly trustedProxies: number
  readonly isDraining: () => boolean
}

/** The right behind a line of events, which ends with it. */
export type Right = {
  /** Whose line it is. A person may have so many. */
  readonly person: string
  /** Which of their pages it is, where they tell it. */
  readonly page?: string
  readonly most: number
  /** When the right ends by itself (ms). */
  readonly expiresAt?: number | undefined
  /** Asked each minute. @throws when the right is gone, or nobody can tell */
  readonly check?: () => Promise<unknown>
}

export type Line = {
  isOver(): boolean
  send(event: string, data: string, retryMs?: number): Promise<void>
  /** Shows that the line is alive. */
  pulse(): Promise<void>
  /** Until something wakes it, at most so long. @returns whether it was woken */
  rest(ms: number): Promise<boolean>
  wake(): void
  end(): void
}

const checkEveryMs = 60_000
/** Whoever has not read for so long is gone: their line holds memory, and a place. */
const unreadMs = 15_000
const longestTimerMs = 2_147_483_647

/**
 * A line of server-sent events, for as long as somebody reads it and has the right to.
 * @throws Refused 429 for a person who has enough of them
 */
export async function openLine(
  c: Context,
  { lines, trustedProxies, isDraining }: Streams,
  { person, page = '', most, expiresAt, check = async () => {} }: Right,
  tell: (line: Line) => Promise<void>,
): Promise<Response> {
  let isEnded = false
  let wake = () => {}
  const end = () => {
    isEnded = true
    wake()
  }
  const renew = (place: EventStream) =>
    place.renew().then(
      (isHeld) => isHeld || end(),
      () => {}, // Redis may be away: the line stays where it is.
    )
  let taken = () => {}
  const address = callerOf(c, trustedProxies)
  const place = await lines.open({ holder: person, page, most, address, onTaken: () => taken() })
  if (!place) throw new Refused(429, 'too-many-lines', 'This page is open too often.', true)
  taken = () => void renew(place)

  return toldAtOnce(c, async (stream) => {
    const timers = [
      setInterval(() => void check().catch(end), checkEveryMs),
      setInterval(() => void renew(place), renewEveryMs),
    ]
    const left = (expiresAt ?? Number.POSITIVE_INFINITY) - Date.now()
    const expiry = left < longestTimerMs ? setTimeout(end, left) : undefined
    stream.onAbort(end)
    const read = (writing: Promise<unknown>) => readInTime(c, stream, writing)
    try {
      await tell({
        isOver: () => isEnded || isDraining(),
        send: (event, data, retry) => read(stream.writeSSE({ event, data, ...(retry && { retry }) })),
        // An event, because a comment is nothing that an `EventSource` shows its page.
        pulse: () => read(stream.writeSSE({ event: 'pulse', data: '{}' })),
        rest: (ms) =>
          new Promise((resolve) => {
            const timer = setTimeout(() => resolve(false), ms)
            wake = () => {
              clearTimeout(timer)
              resolve(true)
            }
          }),
        wake: () => wake(),
        end,
      })
    } finally {
      for (const each of timers) clearInterval(each)
      clearTimeout(expiry)
      place.close().catch(() => {}) // its time runs out by itself
    }
  })
}

/** What nobody reads is not written on: the connection is cut, and nothing of it is kept. */
export async function readInTime(c: Context, stream: StreamingApi, writing: Promise<unknown>): Promise<void> {
  const timer = setTimeout(() => {
    stream.abort()
    // Bindings are there behind a real socket only; tests call the app directly.
    const env: Partial<HttpBindings> | undefined = c.env
    env?.incoming?.socket.destroy()
  }, unreadMs)
  await writing
  clearTimeout(timer)
}

/**
 * A stream of events that nobody on the way may hold back: nginx collects answers unless it is told not to, and packs events
 * (`gzip_types text/event-stream`) unless they seem to be packed already.
 */
function toldAtOnce(c: Context, tell: (stream: SSEStreamingApi) => Promise<void>): Response {
  const line = streamSSE(c, tell)
  line.headers.set('Cache-Control', 'no-store, no-transform')
  line.headers.set('Content-Encoding', 'identity')
  line.headers.set('X-Accel-Buffering', 'no')
  // A process that ends would wait for the connection, although nobody uses it any more.
  line.headers.set('Connection', 'close')
  return line
}
