import { hc } from 'hono/client'
import { createEventStream, type ServerEvent } from '../../../client-shared/event-stream.ts'
import { inTime } from '../../../client-shared/in-time.ts'
import type { App } from '../../../webhooks/app.ts'
import type { Session } from './session.ts'

export type ConversationStream = {
  /** Follows these conversations from now on. An empty list closes the stream. */
  readonly follow: (conversations: readonly string[]) => void
  readonly stop: () => void
}

export type ConversationStreamOptions = {
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
const pauses = { first: 1_000, most: 30_000 }

/** Follows the events of the agent's conversations while there are any. A renewed token reconnects at once. */
export function createConversationStream({
  server,
  session,
  onEvent,
  streamIs,
  random,
  ...options
}: ConversationStreamOptions): ConversationStream {
  const fetched = options.fetch ?? ((...what) => fetch(...what))
  const at = hc<App>(server).api.escalations
  let followed: readonly string[] = []
  let lastAnswer = ''

  const request = (what: 'events' | 'state', signal: AbortSignal) =>
    fetched(at[what].$url({ query: { conversation: [...followed] } }).href, {
      headers: { authorization: `Bearer ${session.token()}` },
      signal,
      cache: 'no-store',
    })

  const stream = createEventStream<string>({
    request: (signal) => request('events', signal),
    onEvent,
    streamIs,
    ask: () =>
      inTime(async (signal) => {
        const reply = await request('state', signal)
        return reply.ok ? reply.text() : undefined
      }),
    accept(data) {
      const isNew = data !== lastAnswer
      lastAnswer = data
      onEvent({ event: 'state', data })
      return isNew
    },
    pauses,
    random,
  })

  const stopWatching = session.whenRenewed(() => {
    if (followed.length > 0) stream.open(gatherMs)
  })
  return {
    follow(conversations) {
      const next = [...new Set(conversations)].sort().slice(0, most)
      // A changed task suggests that there is a new state.
      if (stream.isAsking()) stream.ask(gatherMs)
      if (next.join() === followed.join()) return
      followed = next
      if (next.length > 0) stream.open(gatherMs)
      else stream.stop()
    },
    stop() {
      followed = []
      stopWatching()
      stream.stop()
    },
  }
}
