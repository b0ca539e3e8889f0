import { hc } from 'hono/client'
import type { App } from '../../../webhooks/app.ts'
import { backOff } from './back-off.ts'
import type { ServerEvent } from './event-reader.ts'
import { readStream } from './read-stream.ts'
import type { Session } from './session.ts'

export type News = {
  /** These conversations from now on; none ends it. */
  readonly follow: (conversations: readonly string[]) => void
  readonly stop: () => void
}

export type NewsOptions = {
  readonly server: string
  readonly session: Session
  readonly told: (event: ServerEvent) => void
  readonly lineIs: (isUp: boolean) => void
  readonly fetch?: typeof fetch
  readonly random?: () => number
}

/** The server takes no more (webhooks/api/escalations.ts); an agent's capacity is far smaller. */
const most = 20
/** The server is heard every 10 s. Behind some proxies a dead line looks like a quiet one. */
const silenceMs = 25_000
/** Tasks come and go in bursts, as at the start of Flex. */
const gatherMs = 50
/** A server that says no will say so again; a renewed token ends the wait. */
const refusedMs = 60_000

/**
 * The server's news of the agent's conversations, for as long as there are any. Not an EventSource: that could not carry
 * the Flex token. The first event of each connection is the whole state, so nothing is missed in between.
 */
export function createNews({ server, session, told, lineIs, random, ...options }: NewsOptions): News {
  const request = options.fetch ?? ((...what) => fetch(...what))
  const address = (of: readonly string[]) =>
    hc<App>(server).api.escalations.events.$url({ query: { conversation: [...of] } }).href
  let followed: readonly string[] = []
  let connection = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined
  let attempt = 0

  const later = (ms: number) => {
    clearTimeout(timer)
    timer = setTimeout(() => void connect(), ms)
  }
  const anew = (ms: number) => {
    connection.abort()
    // Its end is no news any more.
    connection = new AbortController()
    clearTimeout(timer)
    if (followed.length === 0) lineIs(false)
    else later(ms)
  }

  async function connect(): Promise<void> {
    const own = new AbortController()
    connection = own
    let watch: ReturnType<typeof setTimeout> | undefined
    const heard = () => {
      clearTimeout(watch)
      watch = setTimeout(() => own.abort(), silenceMs)
    }
    heard()
    const wait = await listen(own.signal, heard).catch(() => undefined)
    clearTimeout(watch)
    // Somebody else took over: this one was ended on purpose.
    if (connection !== own || followed.length === 0) return
    lineIs(false)
    attempt += 1
    later(wait ?? 500 + backOff(attempt, { first: 1_000, most: 30_000 }, random))
  }

  /** @returns how long to wait, where the server says more than "not now" */
  async function listen(signal: AbortSignal, heard: () => void): Promise<number | undefined> {
    const headers = { authorization: `Bearer ${session.token()}`, accept: 'text/event-stream' }
    const reply = await request(address(followed), { headers, signal, cache: 'no-store' })
    const isStream = reply.headers.get('content-type')?.startsWith('text/event-stream')
    if (!reply.ok || !isStream || !reply.body) {
      void reply.body?.cancel()
      return reply.status >= 400 && reply.status < 500 && reply.status !== 429 ? refusedMs : undefined
    }
    await readStream(reply.body, {
      heard,
      told(event) {
        if (signal.aborted) return
        attempt = 0
        lineIs(true)
        told(event)
      },
    })
    return undefined
  }

  const stopWatching = session.whenRenewed(() => {
    attempt = 0
    if (followed.length > 0) anew(gatherMs)
  })
  return {
    follow(conversations) {
      const next = [...new Set(conversations)].sort().slice(0, most)
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
