import type { Context } from 'hono'
import { feature as videoFeature } from '../src/features/video-escalation/contract.ts'
import { openEventStream, type Right, type Streams } from './event-stream.ts'

type Followed<State extends object> = {
  /** The conversations whose changes make the state stale. */
  readonly keys: readonly string[]
  /** The features whose records are followed; the video's by default. */
  readonly features?: readonly string[]
  readonly read: () => Promise<State>
  /** Ends the event stream after this state. */
  readonly isLast?: (state: State) => boolean
  readonly right: Right
  /** Called once the event stream is open; the returned function runs when it has ended. */
  readonly opened?: () => () => void
}

/** How often (ms) the state is read without a change, and a pulse shows that the event stream is alive. */
const pulseMs = 10_000
const comeBackMs = 1_000

/**
 * Sends the whole state as server-sent events, first at once, then at each change. Changes may be missed, so the state
 * is also read at each pulse. The browser reconnects by itself; when this process stops, to another one.
 */
export function followState<State extends object>(
  c: Context,
  streams: Streams,
  { keys, features = [videoFeature], read, isLast = () => false, right, opened }: Followed<State>,
): Promise<Response> {
  return openEventStream(c, streams, right, async (events) => {
    const gone = opened?.()
    let isStale = true
    const changed = () => {
      isStale = true
      events.wake()
    }
    const stops = keys.flatMap((key) => features.map((feature) => streams.changes.watch(feature, key, changed)))
    try {
      let sent = ''
      while (!events.isOver()) {
        if (isStale) {
          isStale = false
          // Redis may be away: the last state stands, and the next pulse reads again.
          const state = await read().catch(() => undefined)
          const data = state ? JSON.stringify(state) : sent
          if (data !== sent) await events.send('state', data, comeBackMs)
          sent = data
          if (state && isLast(state)) return
        }
        if (isStale || events.isOver()) continue
        const isWoken = await events.rest(pulseMs)
        isStale = isStale || !isWoken
        if (!isWoken) await events.pulse()
      }
    } finally {
      for (const stop of stops) stop()
      gone?.()
    }
  })
}
