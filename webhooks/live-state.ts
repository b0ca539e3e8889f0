import type { Context } from 'hono'
import { feature as videoFeature } from '../src/features/video-escalation/contract.ts'
import { openLine, type Right, type Streams } from './line.ts'

type Followed<State extends object> = {
  /** The conversations whose changes make the state stale. */
  readonly keys: readonly string[]
  /** Whose records of them; the video's when nothing else is said. */
  readonly features?: readonly string[]
  readonly read: () => Promise<State>
  /** After this state nothing more is to be told. */
  readonly isLast?: (state: State) => boolean
  readonly right: Right
  /** The line stands; what is returned runs when it has ended. */
  readonly opened?: () => () => void
}

/** Between two changes this often (ms) the state is read anyway, and the line shown to be alive. */
const pulseMs = 10_000
const comeBackMs = 1_000

/**
 * Server-sent events: the whole state first, then again at each change. News may be missed, so it is read at each pulse,
 * too. The browser reconnects by itself; while this process ends it is asked to do so elsewhere.
 */
export function followState<State extends object>(
  c: Context,
  streams: Streams,
  { keys, features = [videoFeature], read, isLast = () => false, right, opened }: Followed<State>,
): Promise<Response> {
  return openLine(c, streams, right, async (line) => {
    const gone = opened?.()
    let isStale = true
    const changed = () => {
      isStale = true
      line.wake()
    }
    const stops = keys.flatMap((key) => features.map((feature) => streams.changes.watch(feature, key, changed)))
    try {
      let sent = ''
      while (!line.isOver()) {
        if (isStale) {
          isStale = false
          // Redis may be away: the last word stands, and the next pulse asks again.
          const state = await read().catch(() => undefined)
          const data = state ? JSON.stringify(state) : sent
          if (data !== sent) await line.send('state', data, comeBackMs)
          sent = data
          if (state && isLast(state)) return
        }
        if (isStale || line.isOver()) continue
        const isWoken = await line.rest(pulseMs)
        isStale = isStale || !isWoken
        if (!isWoken) await line.pulse()
      }
    } finally {
      for (const stop of stops) stop()
      gone?.()
    }
  })
}
