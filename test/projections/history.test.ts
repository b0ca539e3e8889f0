import { describe, expect, it } from 'vitest'
import { createStoredCursor } from '../../src/projections/cursor.ts'
import { type Count, type Counted, createHistory, historyWrites } from '../../src/projections/history.ts'
import { historyProjection } from '../../src/projections/history-counts.ts'
import { aReader } from '../support/a-reader.ts'
import { aChange, anEntry, aRedis } from '../support/a-redis.ts'

const hour = 3_600_000
const now = 500_000 * hour + 10
const one = (field: string, at = now, n = 1): Count => ({ of: 'hour', at, field, n })
const counted = (...counts: Count[]) => ({ counts, failures: [] })

function someNumbers() {
  const { redis, prefix, store } = aRedis()
  const cursor = createStoredCursor(redis, 'history', prefix)
  const add = (from: string, to: string, ...added: Counted[]) =>
    cursor.commit(from, to, historyWrites(prefix, added), () => {})
  const numbers = { ...createHistory(redis, () => true, prefix), cursor: cursor.read, add }
  return { redis, prefix, store, numbers }
}

describe('the numbers', () => {
  it('are summed by the hour over one day, and by the day over thirty', async () => {
    const { numbers } = someNumbers()
    await numbers.add('0', '1-0', counted(one('started'), one('started'), one('used', now - hour, 40)))
    const day = await numbers.read(1, now)
    expect(day.hours).toBe(1)
    expect(day.buckets).toHaveLength(24)
    expect(day.buckets.at(-1)).toEqual({ from: now - 10, counts: { started: 2 } })
    expect(day.buckets.at(-2)?.counts).toEqual({ used: 40 })
    const month = await numbers.read(30, now)
    expect(month.buckets).toHaveLength(30)
    expect(month.buckets.at(-1)?.counts).toEqual({ started: 2, used: 40 })
  })

  it('of agents are summed by the day', async () => {
    const { numbers } = someNumbers()
    const agent = { of: 'agent', at: now, field: 'WK1 used', n: 60 } as const
    await numbers.add('0', '1-0', counted(agent, { ...agent, at: now - 24 * hour }))
    expect((await numbers.read(1, now)).agents).toEqual({ 'WK1 used': 60 })
    expect((await numbers.read(7, now)).agents).toEqual({ 'WK1 used': 120 })
  })

  it('are added once when two processes add from the same cursor', async () => {
    const { numbers } = someNumbers()
    const work = counted(one('started'))
    const both = await Promise.all([numbers.add('0', '5-0', work), numbers.add('0', '5-0', work)])
    expect(both.sort()).toEqual([false, true])
    expect((await numbers.read(1, now)).buckets.at(-1)?.counts).toEqual({ started: 1 })
    expect(await numbers.cursor()).toBe('5-0')
  })

  it('of hours and agents, and the failures, are kept for 90 days', async () => {
    const { redis, prefix, numbers } = someNumbers()
    const at = Date.now()
    const failures = [{ at, feature: 'video', key: 'CH1', effect: 'room.create' }]
    const agent = { of: 'agent', at, field: 'WK1 used', n: 60 } as const
    await numbers.add('0', '1-0', { counts: [one('started', at), agent], failures })
    const keys = await redis.keys(`${prefix}:history:*`)
    const kept = keys.filter((key) => !key.endsWith(':cursor'))
    expect(kept).toHaveLength(3)
    for (const key of kept) {
      const days = (await redis.pttl(key)) / (24 * hour)
      expect(days).toBeGreaterThan(89.9)
      expect(days).toBeLessThanOrEqual(90)
    }
  })

  it('come with the failures, the latest first', async () => {
    const { numbers } = someNumbers()
    const failure = (effect: string) => ({ at: now, feature: 'video', key: 'CH1', effect })
    await numbers.add('0', '1-0', { counts: [], failures: [failure('room.create')] })
    await numbers.add('1-0', '2-0', { counts: [], failures: [{ ...failure('invite.post'), code: 50438 }] })
    expect(await numbers.failures()).toMatchObject([{ effect: 'invite.post', code: 50438 }, { effect: 'room.create' }])
  })
})

describe('counting', () => {
  const failed = (version: number) =>
    aChange({
      from: version - 1,
      entry: anEntry({
        type: 'effect.failed',
        version,
        received: Date.now(),
        about: { effect: 'room.create', code: 20001 },
      }),
    })

  it('counts 450 entries once each, by three at the same time, and keeps the latest 200 failures', async () => {
    const { redis, prefix, store, numbers } = someNumbers()
    const record = { feature: 'video', key: 'CH1' }
    const total = 450
    const follow = () => aReader({ redis, prefix }, historyProjection(prefix)).follow()
    for (let version = 1; version <= total; version++) await store.save(record, failed(version))
    const lines = await Promise.all([1, 2, 3].map(follow))
    expect(lines.reduce((sum, each) => sum + each, 0)).toBe(total)
    expect(await follow()).toBe(0)
    const counts = (await numbers.read(1, Date.now())).buckets.flatMap(
      (each) => each.counts['failed room.create 20001'] ?? [],
    )
    expect(counts.reduce((sum, each) => sum + each, 0)).toBe(total)
    expect(await numbers.failures()).toHaveLength(200)
  })
})
