import { describe, expect, it } from 'vitest'
import { backOff } from '../../client-shared/back-off.ts'
import { readEvents, type ServerEvent } from '../../client-shared/event-stream.ts'

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
