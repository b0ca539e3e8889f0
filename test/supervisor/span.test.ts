import { setImmediate as turn } from 'node:timers/promises'
import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import { createTimelines } from '../../src/engine/timelines.ts'
import { jsonLines } from '../../webhooks/json-lines.ts'
import { entriesIn } from '../../webhooks/supervisor/span.ts'
import { aHouse } from '../support/a-house.ts'
import { problemIn } from '../support/a-problem.ts'
import { aChange, anEntry, aRedis } from '../support/a-redis.ts'

async function written(count: number) {
  const { redis, prefix, store } = aRedis()
  const happens = (n: number) => {
    const place = { feature: 'video', key: `CH${n}` }
    return store.save(place, aChange({ entry: anEntry({ ...place, id: `EV${n}` }) }))
  }
  for (let n = 0; n < count; n++) await happens(n)
  return createTimelines(redis, prefix)
}

const idsIn = async (entries: AsyncIterable<{ readonly id: string }>) => {
  const ids: string[] = []
  for await (const { id } of entries) ids.push(id)
  return ids
}

describe('the entries of a time range', () => {
  it('are read from its first millisecond to its last', async () => {
    const timelines = await written(3)
    const [first, , last] = (await timelines.entriesAfter('0', 9)).map(({ at }) => Number.parseInt(at, 10))
    if (first === undefined || last === undefined) throw new Error('Nothing was written')
    expect(await idsIn(entriesIn(timelines, { since: first, until: last }))).toEqual(['EV0', 'EV1', 'EV2'])
    expect(await idsIn(entriesIn(timelines, { since: last + 1, until: last + 2 }))).toEqual([])
    expect(await idsIn(entriesIn(timelines, { since: 0, until: first - 1 }))).toEqual([])
  })

  it('are never read more than two pages ahead of a reader of twenty thousand lines', async () => {
    const total = 20_000
    let [told, page] = [0, 0]
    const entriesAfter = async (_: string, most: number) => {
      page = most
      const from = told
      told = Math.min(total, from + most)
      const entry = anEntry({ trace: 'x'.repeat(500) })
      return Array.from({ length: told - from }, (_, n) => ({ at: `1-${from + n}`, entry }))
    }
    const app = new Hono().get('/', (c) => jsonLines(c, entriesIn({ entriesAfter }, { since: 1, until: 1 })))
    const reader = (await app.request('/')).body?.getReader()
    if (!reader) throw new Error('There is no answer')
    const linesIn = (chunk: Uint8Array) => chunk.reduce((lines, each) => lines + Number(each === 10), 0)
    let [lines, mostAhead] = [0, 0]
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      lines += linesIn(next.value)
      // A writer without back-pressure would read on here.
      await turn()
      mostAhead = Math.max(mostAhead, told - lines)
    }
    expect(lines).toBe(total)
    expect(mostAhead).toBeGreaterThan(0)
    expect(mostAhead).toBeLessThanOrEqual(2 * page)
  })

  it.each([
    ['since=yesterday', 'since'],
    ['until=5', 'since'],
    ['since=1&until=1%20OR%201', 'until'],
  ])('are refused (400) for %s, with the field’s name', async (query, named) => {
    const answer = await aHouse().as('sue').get(`/supervisor/timeline?${query}`)
    const problem = await problemIn(answer)
    expect(problem).toMatchObject({ status: 400 })
    expect(problem.message).toContain(named)
  })
})
