import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { backOff } from '../../client-shared/back-off.ts'
import { createEventStream, readEvents, type ServerEvent } from '../../client-shared/event-stream.ts'

it('a back-off doubles from 1 s to a limit of 30 s, and at most half of it is random', () => {
  const limits = { first: 1_000, most: 30_000 }
  const pauses = (random: number) =>
    [0, 1, 2, 10].map((attempt) => backOff(attempt, { ...limits, random: () => random }))
  expect(pauses(1)).toEqual([1_000, 2_000, 4_000, 30_000])
  expect(pauses(0)).toEqual([500, 1_000, 2_000, 15_000])
})

describe('events of a stream', () => {
  async function read(...pieces: readonly string[]) {
    const events: Pick<ServerEvent, 'event' | 'data'>[] = []
    let [bytes, text] = [0, new TextEncoder()]
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const piece of pieces) controller.enqueue(text.encode(piece))
        controller.close()
      },
    })
    await readEvents(body, {
      onBytes: () => ++bytes,
      onEvent: ({ event, data }) => events.push({ event, data }),
    })
    expect(bytes).toBe(pieces.length)
    return events
  }
  const stream = 'event: state\ndata: {"a":1}\nretry: 1000\n\n: here\n\nevent: state\ndata: {"a":2}\n\n'
  const both = [
    { event: 'state', data: '{"a":1}' },
    { event: 'state', data: '{"a":2}' },
  ]

  it('come out whole from a stream in one piece, in single characters, or cut in two anywhere', async () => {
    expect(await read(stream)).toEqual(both)
    expect(await read(...stream)).toEqual(both)
    for (let cut = 1; cut < stream.length; cut += 1)
      expect(await read(stream.slice(0, cut), stream.slice(cut))).toEqual(both)
  })

  it('come out whole with every kind of line end', async () => {
    for (const end of ['\r\n', '\r']) {
      const other = stream.replaceAll('\n', end)
      // A CR may be the first half of CR LF: the parser waits for the next line.
      expect(await read(...other, ': x\n')).toEqual(both)
    }
  })

  it('may have several lines of data, no name, and a line without a value', async () => {
    expect(await read('data: a\ndata:b\ndata\n\n')).toEqual([{ event: undefined, data: 'a\nb\n' }])
  })

  it('do not come out without data, or when the stream ends within one', async () =>
    expect(await read('event: x\n\n: y\n\ndata: z')).toEqual([]))
})

it('a refused stream reports its status, polls no more, and opens again after a minute', async () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const [requests, polls, refusals, states]: [number[], number[], number[], boolean[]] = [[], [], [], []]
  const began = Date.now()
  const stream = createEventStream<string>({
    request: async () => {
      requests.push(Date.now() - began)
      return new Response('{}', { status: 403 })
    },
    onEvent: () => {},
    streamIs: (isUp) => states.push(isUp),
    onRefused: (status) => refusals.push(status),
    ask: async () => void polls.push(Date.now() - began),
    accept: () => true,
    pauses: { first: 500, most: 8_000 },
  })
  stream.ask(3_000)
  stream.open()
  await vi.advanceTimersByTimeAsync(60_000)
  expect([requests, polls, refusals, states]).toEqual([[0, 60_000], [], [403, 403], [false, false]])
  stream.stop()
  await vi.advanceTimersByTimeAsync(600_000)
  expect(requests).toHaveLength(2)
})
