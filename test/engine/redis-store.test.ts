import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { handle } from '../../src/engine/handle.ts'
import { createMutexes } from '../../src/engine/mutex.ts'
import { createRedisStore } from '../../src/engine/redis-store.ts'
import { aCounter, counted } from '../support/a-counter.ts'
import { aChange, aRedis, holding } from '../support/a-redis.ts'
import { add } from '../support/an-engine.ts'

const record = { feature: 'video', key: 'CH1' }

describe('the store in Redis', () => {
  it('saves and acknowledges when Redis has forgotten its scripts, as after a restart', async () => {
    const { redis, store } = aRedis()
    await store.save(record, aChange({ pending: [{ effectId: 'e-1', effect: { type: 'tell' }, trace: 'EV1' }] }))
    await redis.script('FLUSH')
    expect(await store.save(record, aChange({ from: 1 }))).toBe('saved')
    await redis.script('FLUSH')
    await store.acknowledge(record, ['e-1'])
    expect(await store.outbox(record)).toEqual([])
  })

  it('keeps records, outboxes, aliases and locks for 14 days, as long as TaskRouter keeps a task', async () => {
    const { redis, prefix, store } = aRedis()
    await store.save(
      record,
      aChange({
        pending: [{ effectId: 'e-1', effect: { type: 'tell' }, trace: 'EV1' }],
        after: { ...holding('ada'), aliases: ['WT1'] },
      }),
    )
    const day = 24 * 3600 * 1000
    for (const name of ['record:video:CH1', 'outbox:video:CH1', 'alias:video:WT1', 'lock:video:ada']) {
      const left = await redis.pttl(`${prefix}:${name}`)
      expect(left).toBeGreaterThan(13.9 * day)
      expect(left).toBeLessThanOrEqual(14 * day)
    }
  })

  it('keeps record and timeline from the first write of an hour on, and then writes the list of live records anew', async () => {
    const { redis, prefix, store } = aRedis()
    const live = { aliases: [], locks: [], isLive: true }
    const now = vi.spyOn(Date, 'now')
    onTestFinished(() => now.mockRestore())
    const hour = 3_600_000
    const keys = [`${prefix}:record:video:CH1`, `${prefix}:timeline:video:CH1`]
    const writes = async (from: number, at: number) => {
      now.mockReturnValue(at)
      await store.save(record, aChange({ from, before: live, after: live }))
      const kept = await Promise.all(keys.map((key) => redis.pttl(key)))
      return { isRestarted: kept.map((ms) => ms > hour), live: await store.live('video') }
    }
    const setBack = async () => {
      for (const key of keys) await redis.pexpire(key, hour)
      await redis.del(`${prefix}:live:video`)
    }
    expect(await writes(0, 500_000 * hour)).toEqual({ isRestarted: [true, true], live: ['CH1'] })
    await setBack()
    expect(await writes(1, 500_000 * hour + 1)).toEqual({ isRestarted: [false, false], live: [] })
    expect(await writes(2, 500_001 * hour)).toEqual({ isRestarted: [true, true], live: ['CH1'] })
    await redis.del(`${prefix}:timeline:video:CH1`)
    expect((await writes(3, 500_001 * hour + 1)).isRestarted).toEqual([true, true])
  })

  it('shares nothing between two prefixes in one Redis', async () => {
    const { redis, prefix, store } = aRedis()
    const neighbour = createRedisStore(redis, { prefix: `${prefix}:neighbour` })
    await store.save(record, aChange({ after: { ...holding('ada'), aliases: ['WT1'], isLive: true } }))
    expect(await neighbour.load(record)).toBeUndefined()
    expect(await neighbour.find('video', 'WT1')).toBeUndefined()
    expect(await neighbour.live('video')).toEqual([])
    expect(await neighbour.save(record, aChange({ after: holding('ada') }))).toBe('saved')
  })

  it('decides fifty events of the same moment once each, also those delivered twice', async () => {
    const { store } = aRedis()
    const counter = aCounter()
    const ids: string[] = []
    const deps = {
      store,
      note: () => {},
      mutex: createMutexes(),
      handOver: async (_: unknown, pending: readonly { readonly effectId: string }[]) =>
        void ids.push(...pending.map(({ effectId }) => effectId)),
    }
    const events = Array.from({ length: 50 }, (_, n) => add(`e${n}`, { tell: 1 }))
    await Promise.all([...events, ...events.slice(0, 10)].map((event) => handle(counter, event, deps)))
    const saved = await store.load({ feature: 'counter', key: 'CH1' })
    expect(counted(saved?.state).total).toBe(50)
    expect(new Set(ids).size).toBe(50)
    expect(await store.unsentOutboxes(Date.now())).toEqual([])
  })

  it('throws SyntaxError for a record that is no JSON', async () => {
    const { redis, prefix, store } = aRedis()
    await redis.hset(`${prefix}:record:video:CH1`, { version: '1', state: '{cut', seen: '' })
    await expect(store.load(record)).rejects.toThrow(SyntaxError)
  })

  it('keeps a state of 200,000 characters, 300 seen ids and 500 effects', async () => {
    const { store } = aRedis()
    const effects = Array.from({ length: 500 }, (_, n) => ({
      effectId: `e-${n}`,
      effect: { type: 'tell' },
      trace: 'EV1',
    }))
    const seen = Array.from({ length: 300 }, (_, n) => `seen-${n}`)
    const state = 'x'.repeat(200_000)
    await store.save(record, aChange({ state, seen, pending: effects }))
    expect(await store.outbox(record)).toHaveLength(500)
    expect(await store.load(record)).toEqual({ version: 1, state, seen })
    await store.acknowledge(
      record,
      effects.map(({ effectId }) => effectId),
    )
    expect(await store.outbox(record)).toEqual([])
  })
})
