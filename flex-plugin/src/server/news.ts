import { hc } from 'hono/client'
import { inTime } from '../../../client/in-time.ts'
import { watchSilence } from '../../../client/silence.ts'
import type { App } from '../../../webhooks/app.ts'
import { backOff } from './back-off.ts'
import type { ServerEvent } from './event-reader.ts'
import { readStream } from './read-stream.ts'
import type { Session } from './session.ts'

export type EventStream = {
  /** Follows these conversations from now on. An empty list closes the stream. */
  readonly follow: (conversations: readonly string[]) => void
  readonly stop: () => void
}

export type EventStreamOptions = {
  readonly server: string
  readonly session: Session
  readonly onEvent: (event: ServerEvent) => void
  /** Reports whether the server can be reached, by its stream or by its answers. */
  readonly streamIs: (isUp: boolean) => void
  readonly fetch?: typeof fetch
  readonly random?: () => number
}

/** The server accepts no more (webhooks/api/escalations.ts); an agent's capacity is far smaller. */
const most = 20
/** Gathers changes, because tasks appear and disappear in bursts, e.g. when Flex starts. */
const gatherMs = 50
/** The pause after a refusal, because the server would refuse again. A renewed token ends the pause. */
const refusedMs = 60_000

/**
 * Opens the server's event stream for the agent's conversations while there are any. Does not use EventSource, which
 * cannot send the Flex token. The first event of each connection is the whole state, so no event is lost between
 * connections. While the stream is silent, requests the same state instead.
 */
export function createEventStream({
  server,
  session,
  onEvent,
  streamIs,
  random,
  ...options
}: EventStreamOptions): EventStream {
  const request = options.fetch ?? ((...what) => fetch(...what))
  const at = hc<App>(server).api.escalations
  const address = (what: 'events' | 'state') => at[what].$url({ query: { conversation: [...followed] } }).href
  const signedIn = () => ({ authorization: `Bearer ${session.token()}` })
  let followed: readonly string[] = []
  let connection = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined
  let attempt = 0
  let lastAnswer = ''

  const watch = watchSilence<string>({
    ask: look,
    accept(data) {
      const isNew = data !== lastAnswer
      lastAnswer = data
      streamIs(true)
      onEvent({ event: 'state', data })
      return isNew
    },
    reopen: () => connection.abort(),
    random,
  })

  const later = (ms: number) => {
    clearTimeout(timer)
    timer = setTimeout(() => void connect(), ms)
  }
  const anew = (ms: number) => {
    connection.abort()
    // The end of the old connection must not reconnect again.
    connection = new AbortController()
    clearTimeout(timer)
    if (followed.length > 0) return later(ms)
    watch.stop()
    streamIs(false)
  }

  async function connect(): Promise<void> {
    const own = new AbortController()
    connection = own
    watch.begin()
    const wait = await listen(own.signal).catch(() => undefined)
    // Another connection replaced this one, which was ended on purpose.
    if (connection !== own || followed.length === 0) return
    // The server would refuse the requests, too.
    if (wait) watch.stop()
    if (!watch.isAsking()) streamIs(false)
    attempt += 1
    later(wait ?? 500 + backOff(attempt, { first: 1_000, most: 30_000 }, random))
  }

  /** @returns how long to wait after a refusal; undefined to reconnect as usual */
  async function listen(signal: AbortSignal): Promise<number | undefined> {
    const headers = { ...signedIn(), accept: 'text/event-stream' }
    const reply = await request(address('events'), { headers, signal, cache: 'no-store' })
    const isStream = reply.headers.get('content-type')?.startsWith('text/event-stream')
    if (!reply.ok || !isStream || !reply.body) {
      void reply.body?.cancel()
      return reply.status >= 400 && reply.status < 500 && reply.status !== 429 ? refusedMs : undefined
    }
    await readStream(reply.body, {
      onBytes() {
        if (!signal.aborted) watch.received()
      },
      onEvent(event) {
        if (signal.aborted) return
        attempt = 0
        streamIs(true)
        onEvent(event)
      },
    })
    return undefined
  }

  async function look(): Promise<string | undefined> {
    const state = await inTime(async (signal) => {
      const reply = await request(address('state'), { headers: signedIn(), signal, cache: 'no-store' })
      return reply.ok ? await reply.text() : undefined
    }).catch(() => undefined)
    if (state === undefined) streamIs(false)
    return state
  }

  const stopWatching = session.whenRenewed(() => {
    attempt = 0
    if (followed.length > 0) anew(gatherMs)
  })
  return {
    follow(conversations) {
      const next = [...new Set(conversations)].sort().slice(0, most)
      // A changed task suggests that there is a new state.
      if (watch.isAsking()) watch.ask(gatherMs)
      if (next.join() === followed.join()) return
      followed = next
      attempt = 0
      anew(gatherMs)
    },
    stop() {
      followed = []
      stopWatching()
      anew(0)
    },
  }
}
