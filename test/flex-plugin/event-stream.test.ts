import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createConversationStream } from '../../flex-plugin/src/server/event-stream.ts'
import { conversation } from './a-task.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A server whose answers the test gives. */
function aStream() {
  const calls: { readonly url: URL; readonly token: string; readonly signal: AbortSignal; readonly at: number }[] = []
  const received: string[] = []
  const states: string[] = []
  let renew = () => {}
  let token = 'one'
  let next: () => Response = () => new Response('', { status: 500 })
  const polls: { readonly url: URL; readonly token: string; readonly at: number }[] = []
  let state: () => Response = () => new Response('', { status: 503 })
  const stream = createConversationStream({
    server: 'https://escalate.example.com',
    session: {
      token: () => token,
      whenRenewed: (renewed) => {
        renew = renewed
        return () => undefined
      },
    },
    onEvent: ({ data }) => received.push(data),
    streamIs: (isUp) => states.push(isUp ? 'up' : 'down'),
    random: () => 1,
    fetch: async (url, init) => {
      const headers = new Headers(init?.headers)
      const signal = init?.signal ?? new AbortController().signal
      const token = headers.get('authorization') ?? ''
      if (new URL(String(url)).pathname.endsWith('/state')) {
        polls.push({ url: new URL(String(url)), token, at: Date.now() })
        return state()
      }
      calls.push({ url: new URL(String(url)), token, signal, at: Date.now() })
      return next()
    },
  })
  return {
    stream,
    calls,
    /** The polls for the same state, and their answers. */
    polls,
    stateIs: (text: string) => {
      state = () => new Response(text, { headers: { 'content-type': 'application/json' } })
    },
    stateFails: () => {
      state = () => new Response('', { status: 503 })
    },
    received,
    states,
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
    const page = aStream()
    page.streams()
    page.stream.follow([conversation(2), conversation(1), conversation(2)])
    await passes(50)
    const [call] = page.calls
    expect(call?.url.pathname).toBe('/api/escalations/events')
    expect(call?.url.searchParams.getAll('conversation')).toEqual([conversation(1), conversation(2)])
    expect(call?.token).toBe('Bearer one')
    expect(call?.url.href).not.toContain('one')
  })

  it('does not open without a conversation, and ends with the last one', async () => {
    const page = aStream()
    page.stream.follow([])
    await passes(60_000)
    expect(page.calls).toEqual([])
    page.streams()
    page.stream.follow([conversation()])
    await passes(50)
    page.stream.follow([])
    expect(page.calls[0]?.signal.aborted).toBe(true)
    await passes(600_000)
    expect(page.calls).toHaveLength(1)
    expect(page.states.at(-1)).toBe('down')
  })

  it('opens anew only when the conversations change, and does not count as down then', async () => {
    const page = aStream()
    page.streams()
    page.stream.follow([conversation(1)])
    await passes(50)
    page.stream.follow([conversation(1)])
    await passes(50)
    expect(page.calls).toHaveLength(1)
    page.streams()
    page.stream.follow([conversation(1), conversation(2)])
    await passes(50)
    expect(page.calls.map(({ signal }) => signal.aborted)).toEqual([true, false])
    expect(page.states).not.toContain('down')
  })

  it('is up after its first event, down when it ends, and opens again within 3 s', async () => {
    const page = aStream()
    const first = page.streams()
    page.stream.follow([conversation()])
    await passes(50)
    first.say(state)
    await passes(1)
    expect([page.received, page.states]).toEqual([['1'], ['up']])
    page.streams()
    first.end()
    await passes(1)
    expect(page.states).toEqual(['up', 'down'])
    await passes(3_000)
    expect(page.calls).toHaveLength(2)
  })

  it('opens again less and less often while the server cannot answer, but at least every 30 s', async () => {
    const page = aStream()
    page.answers(503)
    page.stream.follow([conversation()])
    await passes(120_000)
    const pauses = page.calls.slice(1).map(({ at }, n) => at - (page.calls[n]?.at ?? 0))
    expect(pauses).toEqual([2_000, 4_000, 8_000, 16_000, 30_000, 30_000])
  })

  it('does not open again for 59 s where the token is refused, and at once with a renewed one', async () => {
    const page = aStream()
    page.answers(401)
    page.stream.follow([conversation()])
    await passes(59_000)
    expect(page.calls).toHaveLength(1)
    page.streams()
    page.renews('two')
    await passes(50)
    expect(page.calls.at(-1)?.token).toBe('Bearer two')
  })

  it('closes and opens anew after 15 s without a sign of life', async () => {
    const page = aStream()
    const first = page.streams()
    page.stream.follow([conversation()])
    await passes(50)
    for (let n = 0; n < 5; n += 1) {
      await passes(10_000)
      first.say('event: pulse\ndata: {}\n\n')
    }
    await passes(0)
    expect(page.calls).toHaveLength(1)
    await passes(14_900)
    expect([page.calls[0]?.signal.aborted, page.polls]).toEqual([false, []])
    page.streams()
    await passes(200)
    expect(page.calls[0]?.signal.aborted).toBe(true)
    await passes(5_000)
    expect(page.calls).toHaveLength(2)
  })
})

describe('while a proxy holds the stream back', () => {
  async function heldBack() {
    const page = aStream()
    page.stateIs('{"escalations":[]}')
    page.streams()
    page.stream.follow([conversation(2), conversation(1)])
    await passes(50)
    const held = page.streams()
    await passes(15_000)
    return { ...page, held }
  }

  it('the plugin polls the same state, with the token, and the server counts as up', async () => {
    const { polls, received, states } = await heldBack()
    const [poll] = polls
    expect(poll?.url.pathname).toBe('/api/escalations/state')
    expect(poll?.url.searchParams.getAll('conversation')).toEqual([conversation(1), conversation(2)])
    expect(poll?.token).toBe('Bearer one')
    expect([received, states.at(-1)]).toEqual([['{"escalations":[]}'], 'up'])
  })

  it('it polls at most every 10 s, sooner after a change, and at once when a task changes', async () => {
    const { polls, stateIs, stream } = await heldBack()
    await passes(60_000)
    const pauses = polls.slice(1).map(({ at }, n) => at - (polls[n]?.at ?? 0))
    expect(pauses.slice(0, 5)).toEqual([2_000, 4_000, 8_000, 10_000, 10_000])
    stateIs('{"escalations":[{}]}')
    const known = polls.length
    await passes(12_000)
    const [first, second] = polls.slice(known)
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBe(2_000)
    const before = polls.length
    stream.follow([conversation(2), conversation(1)])
    await passes(50)
    expect(polls).toHaveLength(before + 1)
  })

  it('the server does not count as up when the poll is not answered, either', async () => {
    const { states, stateFails } = await heldBack()
    stateFails()
    await passes(20_000)
    expect(states.at(-1)).toBe('down')
  })

  it('polling ends with the stream’s first event', async () => {
    const { polls, held, states, received } = await heldBack()
    await passes(3_000)
    held.say(state)
    await passes(1)
    expect([received.at(-1), states.at(-1)]).toEqual(['1', 'up'])
    const before = polls.length
    await passes(14_000)
    expect(polls).toHaveLength(before)
  })

  it('polling ends with the last conversation', async () => {
    const { polls, stream, states } = await heldBack()
    stream.follow([])
    const before = polls.length
    await passes(600_000)
    expect([polls.length, states.at(-1)]).toEqual([before, 'down'])
  })
})
