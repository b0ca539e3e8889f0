import type { Context } from 'hono'
import { type SSEStreamingApi, streamSSE } from 'hono/streaming'
import type { News } from '../src/engine/news.ts'
import { feature as videoFeature } from './escalations.ts'

export type Streams = { readonly news: News; readonly isDraining: () => boolean }
type Followed = {
  /** The conversations whose changes make the state stale. */
  readonly keys: readonly string[]
  /** Whose records of them; the video's when nothing else is said. */
  readonly features?: readonly string[]
  readonly read: () => Promise<object>
  readonly gone?: () => void
}

/** Between two changes this often (ms) the state is read anyway, and the line shown to be alive. */
const pulseMs = 10_000

/**
 * Server-sent events: the whole state first, then again at each change. News may be missed, so it is read at each pulse,
 * too. The browser reconnects by itself; while this process ends it is asked to do so elsewhere.
 */
export function followState(
  c: Context,
  { news, isDraining }: Streams,
  { keys, features = [videoFeature], read, gone }: Followed,
): Response {
  return toldAtOnce(c, async (stream) => {
    let wake = () => {}
    let isStale = true
    const changed = () => {
      isStale = true
      wake()
    }
    const stops = keys.flatMap((key) => features.map((feature) => news.watch(feature, key, changed)))
    stream.onAbort(() => wake())
    try {
      let sent = ''
      while (!stream.aborted && !isDraining()) {
        if (isStale) {
          isStale = false
          // Redis may be away: the last word stands, and the next pulse asks again.
          const data = await read().then(JSON.stringify, () => sent)
          if (data !== sent) await stream.writeSSE({ event: 'state', data, retry: 1_000 })
          sent = data
        }
        if (isStale || stream.aborted) continue
        const isWoken = await new Promise<boolean>((resolve) => {
          const timer = setTimeout(() => resolve(false), pulseMs)
          wake = () => {
            clearTimeout(timer)
            resolve(true)
          }
        })
        isStale = isStale || !isWoken
        if (!isWoken) await stream.write(': here\n\n')
      }
    } finally {
      for (const stop of stops) stop()
      gone?.()
    }
  })
}

/**
 * A stream of events that nobody on the way may hold back: nginx collects answers unless it is told not to, and packs events
 * (`gzip_types text/event-stream`) unless they seem to be packed already.
 */
export function toldAtOnce(c: Context, tell: (stream: SSEStreamingApi) => Promise<void>): Response {
  const line = streamSSE(c, tell)
  line.headers.set('Cache-Control', 'no-store, no-transform')
  line.headers.set('Content-Encoding', 'identity')
  line.headers.set('X-Accel-Buffering', 'no')
  // A process that ends would wait for the connection, although nobody uses it any more.
  line.headers.set('Connection', 'close')
  return line
}
