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
  readonly slots: EventStreams
  readonly trustedProxies: number
  readonly isDraining: () => boolean
}

/** The right behind an event stream, which ends with the right. */
export type Right = {
  /** The holder of the event stream, who may have `most` of them. */
  readonly holder: string
  /** Which of the holder's pages it is, if the page says so. */
  readonly page?: string
  readonly most: number
  /** When the right expires (ms). */
  readonly expiresAt?: number | undefined
  /** Called each minute. @throws if the right is gone, or cannot be checked */
  readonly check?: () => Promise<unknown>
}

export type EventWriter = {
  isOver(): boolean
  send(event: string, data: string, retryMs?: number): Promise<void>
  /** Shows that the event stream is alive. */
  pulse(): Promise<void>
  /** Waits until `wake` is called, at most this long. @returns whether it was woken */
  rest(ms: number): Promise<boolean>
  wake(): void
  end(): void
}

const checkEveryMs = 60_000
/** A reader who has not read for this long (ms) is gone: the event stream takes memory and a slot. */
const unreadMs = 15_000
const longestTimerMs = 2_147_483_647

/**
 * Opens a stream of server-sent events, for as long as it is read and its right lasts.
 * @throws Refused 429 for a holder who has too many of them
 */
export async function openEventStream(
  c: Context,
  { slots, trustedProxies, isDraining }: Streams,
  { holder, page = '', most, expiresAt, check = async () => {} }: Right,
  write: (events: EventWriter) => Promise<void>,
): Promise<Response> {
  let isEnded = false
  let wake = () => {}
  const end = () => {
    isEnded = true
    wake()
  }
  const renew = (slot: EventStream) =>
    slot.renew().then(
      (isHeld) => isHeld || end(),
      () => {}, // Redis may be away: the slot stays.
    )
  let onTaken = () => {}
  const address = callerOf(c, trustedProxies)
  const slot = await slots.open({ holder, page, most, address, onTaken: () => onTaken() })
  if (!slot) throw new Refused(429, 'too-many-event-streams', 'This page is open too often.', true)
  onTaken = () => void renew(slot)

  return unbuffered(c, async (stream) => {
    const timers = [
      setInterval(() => void check().catch(end), checkEveryMs),
      setInterval(() => void renew(slot), renewEveryMs),
    ]
    const left = (expiresAt ?? Number.POSITIVE_INFINITY) - Date.now()
    const expiry = left < longestTimerMs ? setTimeout(end, left) : undefined
    stream.onAbort(end)
    const read = (writing: Promise<unknown>) => readInTime(c, stream, writing)
    try {
      await write({
        isOver: () => isEnded || isDraining(),
        send: (event, data, retry) => read(stream.writeSSE({ event, data, ...(retry && { retry }) })),
        // An event, because an `EventSource` does not show comments to its page.
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
      slot.close().catch(() => {}) // it expires by itself
    }
  })
}

/** Cuts the connection of a reader who no longer reads, and keeps nothing of it. */
export async function readInTime(c: Context, stream: StreamingApi, writing: Promise<unknown>): Promise<void> {
  const timer = setTimeout(() => {
    stream.abort()
    // Bindings exist behind a real socket only; tests call the app directly.
    const env: Partial<HttpBindings> | undefined = c.env
    env?.incoming?.socket.destroy()
  }, unreadMs)
  await writing
  clearTimeout(timer)
}

/**
 * Creates an event stream that proxies must not hold back: nginx buffers answers unless a header forbids it, and
 * compresses events (`gzip_types text/event-stream`) unless they seem to be compressed already.
 */
function unbuffered(c: Context, write: (stream: SSEStreamingApi) => Promise<void>): Response {
  const answer = streamSSE(c, write)
  answer.headers.set('Cache-Control', 'no-store, no-transform')
  answer.headers.set('Content-Encoding', 'identity')
  answer.headers.set('X-Accel-Buffering', 'no')
  // A stopping process would wait for the connection, although nobody uses it any more.
  answer.headers.set('Connection', 'close')
  return answer
}
