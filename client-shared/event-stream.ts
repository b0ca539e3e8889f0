import { createParser, type EventSourceMessage } from 'eventsource-parser'
import { backOff } from './back-off.ts'
import { type Silence, watchSilence } from './silence.ts'

export type ServerEvent = Pick<EventSourceMessage, 'event' | 'data'>

export type EventStreamOptions<T> = Pick<Silence<T>, 'ask' | 'accept' | 'longestMs' | 'random'> & {
  /** Requests the stream by `fetch`: an `EventSource` cannot send a token. */
  readonly request: (signal: AbortSignal) => Promise<Response>
  readonly onEvent: (event: ServerEvent) => void
  /** Reports whether the server can be reached, by its stream or by its answers. */
  readonly streamIs: (isUp: boolean) => void
  readonly onRefused?: (status: number) => void
  /** The limits (ms) of the pauses between two connections. */
  readonly pauses: { readonly first: number; readonly most: number }
}

export type EventStream = {
  /** Opens a new connection after `afterMs`, in place of the current one. */
  readonly open: (afterMs?: number) => void
  /** Requests the state after `afterMs`, unless the stream delivers something before. */
  readonly ask: (afterMs: number) => void
  readonly isAsking: () => boolean
  readonly stop: () => void
}

/** The pause after a refusal, because the server would refuse again. */
const refusedMs = 60_000

/**
 * Follows an event stream over `fetch`, and reconnects with a back-off. The first event of each connection is the whole
 * state, so no event is lost between connections. Requests the state while the stream is silent.
 */
export function createEventStream<T>(options: EventStreamOptions<T>): EventStream {
  const { request, onEvent, streamIs, onRefused, pauses, ask, accept, longestMs, random } = options
  let connection = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined
  let attempt = 0

  const watch = watchSilence<T>({
    ask: async () => {
      const answer = await ask().catch(() => undefined)
      if (answer === undefined) streamIs(false)
      return answer
    },
    accept(answer) {
      streamIs(true)
      return accept(answer)
    },
    reopen: () => connection.abort(),
    longestMs,
    random,
  })

  const connectAfter = (ms: number) => {
    clearTimeout(timer)
    timer = setTimeout(() => void connect(), ms)
  }
  /** The end of the old connection must not reconnect again. */
  const drop = () => {
    connection.abort()
    connection = new AbortController()
    clearTimeout(timer)
  }

  async function connect(): Promise<void> {
    const own = new AbortController()
    connection = own
    watch.begin()
    const status = await follow(own.signal).catch(() => undefined)
    // Another connection replaced this one, or the stream was stopped.
    if (connection !== own) return
    const isRefused = status !== undefined && status >= 400 && status < 500 && status !== 429
    // The server would refuse the requests, too.
    if (isRefused) watch.stop()
    if (!watch.isAsking()) streamIs(false)
    attempt += 1
    connectAfter(isRefused ? refusedMs : backOff(attempt, { ...pauses, random }))
    if (isRefused) onRefused?.(status)
  }

  /** @returns the status of an answer that is no stream */
  async function follow(signal: AbortSignal): Promise<number | undefined> {
    const reply = await request(signal)
    if (!reply.ok || !reply.body || !reply.headers.get('content-type')?.startsWith('text/event-stream')) {
      void reply.body?.cancel()
      return reply.status
    }
    await readEvents(reply.body, {
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

  return {
    open(afterMs = 0) {
      drop()
      attempt = 0
      connectAfter(afterMs)
    },
    ask: watch.ask,
    isAsking: watch.isAsking,
    stop() {
      drop()
      watch.stop()
      streamIs(false)
    },
  }
}

type Listening = { readonly onBytes: () => void; readonly onEvent: (event: ServerEvent) => void }

/** Reads events until the stream ends or breaks. */
export async function readEvents(body: ReadableStream<Uint8Array>, { onBytes, onEvent }: Listening): Promise<void> {
  const parser = createParser({ onEvent })
  const text = new TextDecoder()
  const reader = body.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    onBytes()
    parser.feed(text.decode(value, { stream: true }))
  }
}
