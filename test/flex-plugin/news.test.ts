import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createNews } from '../../flex-plugin/src/server/news.ts'
import { conversation } from './a-task.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A server whose answers are given by hand. */
function aLine() {
  const calls: { readonly url: URL; readonly token: string; readonly signal: AbortSignal; readonly at: number }[] = []
  const said: string[] = []
  const heard: string[] = []
  let renew = () => {}
  let token = 'one'
  let next: () => Response = () => new Response('', { status: 500 })
  const news = createNews({
    server: 'https://escalate.example.com',
    session: {
      token: () => token,
      whenRenewed: (renewed) => {
        renew = renewed
        return () => undefined
      },
    },
    told: ({ data }) => said.push(data),
    lineIs: (isUp) => heard.push(isUp ? 'up' : 'down'),
    random: () => 1,
    fetch: async (url, init) => {
      const headers = new Headers(init?.headers)
      const signal = init?.signal ?? new AbortController().signal
      const token = headers.get('authorization') ?? ''
      calls.push({ url: new URL(String(url)), token, signal, at: Date.now() })
      return next()
    },
  })
  return {
    news,
    calls,
    said,
    heard,
    answers: (status: number) => {
      next = () => new Response('{}', { status, headers: { 'content-type': 'application/json' } })
    },
    /** The next connection is a stream; what is said on it, and its end. */
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
  it('is asked for with the token in a header, and with each conversation once', async () => {
    const line = aLine()
    line.streams()
    line.news.follow([conversation(2), conversation(1), conversation(2)])
    await passes(50)
    const [call] = line.calls
    expect(call?.url.pathname).toBe('/api/escalations/events')
    expect(call?.url.searchParams.getAll('conversation')).toEqual([conversation(1), conversation(2)])
    expect(call?.token).toBe('Bearer one')
    expect(call?.url.href).not.toContain('one')
  })

  it('is not asked for without a conversation, and ends with the last one', async () => {
    const line = aLine()
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

  it('is asked for anew only when the conversations are others, and does not count as down then', async () => {
    const line = aLine()
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

  it('is up when it tells something, down when it ends, and asked for again within 3 s', async () => {
    const line = aLine()
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

  it('is asked for ever more seldom while the server cannot answer, but every 30.5 s at least', async () => {
    const line = aLine()
    line.answers(503)
    line.news.follow([conversation()])
    await passes(120_000)
    const pauses = line.calls.slice(1).map(({ at }, n) => at - (line.calls[n]?.at ?? 0))
    expect(pauses).toEqual([2_500, 4_500, 8_500, 16_500, 30_500, 30_500])
  })

  it('is not asked for again for 59 s where the token is refused, and at once with a renewed one', async () => {
    const line = aLine()
    line.answers(401)
    line.news.follow([conversation()])
    await passes(59_000)
    expect(line.calls).toHaveLength(1)
    line.streams()
    line.renews('two')
    await passes(50)
    expect(line.calls.at(-1)?.token).toBe('Bearer two')
  })

  it('is given up and asked for anew after 25 s without a sign of life', async () => {
    const line = aLine()
    const first = line.streams()
    line.news.follow([conversation()])
    await passes(50)
    for (let n = 0; n < 5; n += 1) {
      await passes(10_000)
      first.say(': here\n\n')
    }
    expect(line.calls).toHaveLength(1)
    await passes(24_900)
    expect(line.calls[0]?.signal.aborted).toBe(false)
    line.streams()
    await passes(200)
    expect(line.calls[0]?.signal.aborted).toBe(true)
    await passes(5_000)
    expect(line.calls).toHaveLength(2)
  })
})
