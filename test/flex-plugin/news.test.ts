import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createEventStream } from '../../flex-plugin/src/server/news.ts'
import { conversation } from './a-task.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A server whose answers the test gives. */
function aStream() {
  const calls: { readonly url: URL; readonly token: string; readonly signal: AbortSignal; readonly at: number }[] = []
  const said: string[] = []
  const heard: string[] = []
  let renew = () => {}
  let token = 'one'
  let next: () => Response = () => new Response('', { status: 500 })
  const looks: { readonly url: URL; readonly token: string; readonly at: number }[] = []
  let state: () => Response = () => new Response('', { status: 503 })
  const news = createEventStream({
    server: 'https://escalate.example.com',
    session: {
      token: () => token,
      whenRenewed: (renewed) => {
        renew = renewed
        return () => undefined
      },
    },
    onEvent: ({ data }) => said.push(data),
    streamIs: (isUp) => heard.push(isUp ? 'up' : 'down'),
    random: () => 1,
    fetch: async (url, init) => {
      const headers = new Headers(init?.headers)
      const signal = init?.signal ?? new AbortController().signal
      const token = headers.get('authorization') ?? ''
      if (new URL(String(url)).pathname.endsWith('/state')) {
        looks.push({ url: new URL(String(url)), token, at: Date.now() })
        return state()
      }
      calls.push({ url: new URL(String(url)), token, signal, at: Date.now() })
      return next()
    },
  })
  return {
    news,
    calls,
    /** The polls for the same state, and their answers. */
    looks,
    stateIs: (text: string) => {
      state = () => new Response(text, { headers: { 'content-type': 'application/json' } })
    },
    stateFails: () => {
      state = () => new Response('', { status: 503 })
    },
    said,
    heard,
    answers: (status: number) => {
      next = () => new Response('{}', { status, headers: { 'content-type': 'application/json' } })
    },
    /** The next connection is a stream; its events, and its end. */
    streams() {
      let pipe: ReadableStreamDefaultController<Uint8Array> | undefined
      const body = new ReadableStream<Uint8Array>({
        start(controller) {
          pipe = controller
        },
      })
      next = () => {
        calls.at(-1)?.signal.addEventListener('abort', () => pipe?.error(new Error('aborted')))
        return new Response(body, { headers: { 'content-type': 'text/event-stream; charset=utf-8' } })
      }
      return {
        say: (text: string) => pipe?.enqueue(new TextEncoder().encode(text)),
        end: () => pipe?.close(),
      }
    },
    renews(to: string) {
      token = to
      renew()
    },
  }
}

const passes = (ms: number) => vi.advanceTimersByTimeAsync(ms)
const state = 'event: state\ndata: 1\n\n'

describe('the event stream of the agent’s conversations', () => {
  it('opens with the token in a header, and with each conversation once', async () => {
    const line = aStream()
    line.streams()
    line.news.follow([conversation(2), conversation(1), conversation(2)])
    await passes(50)
    const [call] = line.calls
    expect(call?.url.pathname).toBe('/api/escalations/events')
    expect(call?.url.searchParams.getAll('conversation')).toEqual([conversation(1), conversation(2)])
    expect(call?.token).toBe('Bearer one')
    expect(call?.url.href).not.toContain('one')
  })

  it('does not open without a conversation, and ends with the last one', async () => {
    const line = aStream()
    line.news.follow([])
    await passes(60_000)
    expect(line.calls).toEqual([])
    line.streams()
    line.news.follow([conversation()])
    await passes(50)
    line.news.follow([])
    expect(line.calls[0]?.signal.aborted).toBe(true)
    await passes(600_000)
    expect(line.calls).toHaveLength(1)
    expect(line.heard.at(-1)).toBe('down')
  })

  it('opens anew only when the conversations change, and does not count as down then', async () => {
    const line = aStream()
    line.streams()
    line.news.follow([conversation(1)])
    await passes(50)
    line.news.follow([conversation(1)])
    await passes(50)
    expect(line.calls).toHaveLength(1)
    line.streams()
    line.news.follow([conversation(1), conversation(2)])
    await passes(50)
    expect(line.calls.map(({ signal }) => signal.aborted)).toEqual([true, false])
    expect(line.heard).not.toContain('down')
  })

  it('is up after its first event, down when it ends, and opens again within 3 s', async () => {
    const line = aStream()
    const first = line.streams()
    line.news.follow([conversation()])
    await passes(50)
    first.say(state)
    await passes(1)
    expect([line.said, line.heard]).toEqual([['1'], ['up']])
    line.streams()
    first.end()
    await passes(1)
    expect(line.heard).toEqual(['up', 'down'])
    await passes(3_000)
    expect(line.calls).toHaveLength(2)
  })

  it('opens again less and less often while the server cannot answer, but at least every 30.5 s', async () => {
    const line = aStream()
    line.answers(503)
    line.news.follow([conversation()])
    await passes(120_000)
    const pauses = line.calls.slice(1).map(({ at }, n) => at - (line.calls[n]?.at ?? 0))
    expect(pauses).toEqual([2_500, 4_500, 8_500, 16_500, 30_500, 30_500])
  })

  it('does not open again for 59 s where the token is refused, and at once with a renewed one', async () => {
    const line = aStream()
    line.answers(401)
    line.news.follow([conversation()])
    await passes(59_000)
    expect(line.calls).toHaveLength(1)
    line.streams()
    line.renews('two')
    await passes(50)
    expect(line.calls.at(-1)?.token).toBe('Bearer two')
  })

  it('closes and opens anew after 15 s without a sign of life', async () => {
    const line = aStream()
    const first = line.streams()
    line.news.follow([conversation()])
    await passes(50)
    for (let n = 0; n < 5; n += 1) {
      await passes(10_000)
      first.say('event: pulse\ndata: {}\n\n')
    }
    await passes(0)
    expect(line.calls).toHaveLength(1)
    await passes(14_900)
    expect([line.calls[0]?.signal.aborted, line.looks]).toEqual([false, []])
    line.streams()
    await passes(200)
    expect(line.calls[0]?.signal.aborted).toBe(true)
    await passes(5_000)
    expect(line.calls).toHaveLength(2)
  })
})

describe('while a proxy holds the stream back', () => {
  async function heldBack() {
    const line = aStream()
    line.stateIs('{"escalations":[]}')
    line.streams()
    line.news.follow([conversation(2), conversation(1)])
    await passes(50)
    const held = line.streams()
    await passes(15_000)
    return { ...line, held }
  }

  it('the plugin polls the same state, with the token, and the server counts as up', async () => {
    const { looks, said, heard } = await heldBack()
    const [look] = looks
    expect(look?.url.pathname).toBe('/api/escalations/state')
    expect(look?.url.searchParams.getAll('conversation')).toEqual([conversation(1), conversation(2)])
    expect(look?.token).toBe('Bearer one')
    expect([said, heard.at(-1)]).toEqual([['{"escalations":[]}'], 'up'])
  })

  it('it polls at most every 10 s, sooner after a change, and at once when a task changes', async () => {
    const { looks, stateIs, news } = await heldBack()
    await passes(60_000)
    const pauses = looks.slice(1).map(({ at }, n) => at - (looks[n]?.at ?? 0))
    expect(pauses.slice(0, 5)).toEqual([2_000, 4_000, 8_000, 10_000, 10_000])
    stateIs('{"escalations":[{}]}')
    const known = looks.length
    await passes(12_000)
    const [first, second] = looks.slice(known)
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBe(2_000)
    const before = looks.length
    news.follow([conversation(2), conversation(1)])
    await passes(50)
    expect(looks).toHaveLength(before + 1)
  })

  it('the server does not count as up when the poll is not answered, either', async () => {
    const { heard, stateFails } = await heldBack()
    stateFails()
    await passes(20_000)
    expect(heard.at(-1)).toBe('down')
  })

  it('polling ends with the stream’s first event', async () => {
    const { looks, held, heard, said } = await heldBack()
    await passes(3_000)
    held.say(state)
    await passes(1)
    expect([said.at(-1), heard.at(-1)]).toEqual(['1', 'up'])
    const before = looks.length
    await passes(14_000)
    expect(looks).toHaveLength(before)
  })

  it('polling ends with the last conversation', async () => {
    const { looks, news, heard } = await heldBack()
    news.follow([])
    const before = looks.length
    await passes(600_000)
    expect([looks.length, heard.at(-1)]).toEqual([before, 'down'])
  })
})
