import { describe, expect, it } from 'vitest'
import { Permanent, Retryable } from '../../src/core/errors.ts'
import { sweep } from '../../src/engine/sweep.ts'
import { aCounter } from '../support/a-counter.ts'
import { add, anEngine } from '../support/an-engine.ts'
import { createMemoryStore } from '../support/memory-store.ts'

describe('an event', () => {
  it('is decided, saved, and its effects are handed over once, under ids that say where they come from', async () => {
    const engine = anEngine()
    await engine.hears(add('a', { tell: 2 }))
    expect(await engine.total()).toMatchObject({ total: 1 })
    expect(engine.handed).toEqual([{ key: 'CH1', ids: ['counter-CH1-1-0', 'counter-CH1-1-1'], again: false }])
    expect(await engine.store.outbox(engine.place)).toEqual([])
  })

  it('has effect ids without a colon, which the queue would not take', async () => {
    const engine = anEngine()
    await engine.hears(add('a:b:c', { tell: 1 }))
    expect(engine.handed[0]?.ids[0]).not.toContain(':')
  })

  it('without effects costs the queue nothing', async () => {
    const engine = anEngine()
    await engine.hears(add('a'))
    expect(engine.handed).toEqual([])
  })

  it('that was heard before changes nothing and hands nothing over', async () => {
    const engine = anEngine()
    for (let n = 0; n < 3; n++) await engine.hears(add('a', { tell: 1 }))
    expect(await engine.total()).toMatchObject({ total: 1 })
    expect(engine.handed).toHaveLength(1)
    expect((await engine.store.load(engine.place))?.version).toBe(1)
  })

  it('that comes again between others changes nothing either', async () => {
    const engine = anEngine()
    for (const id of ['a', 'b', 'a', 'c', 'b', 'a']) await engine.hears(add(id))
    expect(await engine.total()).toMatchObject({ total: 3 })
  })

  it('of one conversation is no event of another', async () => {
    const engine = anEngine()
    await engine.hears(add('a'))
    await engine.hears(add('a', { key: 'CH2' }))
    expect([(await engine.total('CH1')).total, (await engine.total('CH2')).total]).toEqual([1, 1])
  })
})

describe('many events at the same moment', () => {
  it('all count, each once', async () => {
    const engine = anEngine()
    await Promise.all(Array.from({ length: 50 }, (_, n) => engine.hears(add(`e${n}`, { tell: 1 }))))
    expect(await engine.total()).toMatchObject({ total: 50 })
    expect(new Set(engine.handed.flatMap(({ ids }) => ids)).size).toBe(50)
  })

  it('and each of them fifty times over, all the same', async () => {
    const engine = anEngine()
    await Promise.all(Array.from({ length: 50 }, (_, n) => engine.hears(add(`e${n % 5}`, { tell: 1 }))))
    expect(await engine.total()).toMatchObject({ total: 5 })
    expect(new Set(engine.handed.flatMap(({ ids }) => ids)).size).toBe(5)
  })

  it('an event that lost the race is decided again on what is there now', async () => {
    const memory = createMemoryStore()
    let losses = 3
    const racing = {
      ...memory,
      save: async (...[place, change]: Parameters<typeof memory.save>) => {
        if (losses-- <= 0) return memory.save(place, change)
        await anEngine(aCounter(), memory).hears(add(`rival${losses}`, { by: 10 }))
        return memory.save(place, change)
      },
    }
    const engine = anEngine(aCounter(), racing)
    await engine.hears(add('a', { tell: 1 }))
    expect(await engine.total()).toMatchObject({ total: 31 })
    expect(engine.handed).toEqual([{ key: 'CH1', ids: ['counter-CH1-4-0'], again: false }])
  })

  it('an event that always loses may be tried again later', async () => {
    const engine = anEngine(aCounter(), { ...createMemoryStore(), save: async () => 'stale' })
    await expect(engine.hears(add('a'))).rejects.toThrow(Retryable)
  })
})

describe('a crash between saving and handing over', () => {
  const crashed = async () => {
    const engine = anEngine()
    engine.breakQueue()
    await expect(engine.hears(add('a', { tell: 1 }))).rejects.toThrow('died')
    engine.breakQueue(false)
    expect(await engine.total()).toMatchObject({ total: 1 })
    return engine
  }
  const again = { key: 'CH1', ids: ['counter-CH1-1-0'], again: true }

  it('is made good by the next run of the same event, which does not count twice', async () => {
    const engine = await crashed()
    await engine.hears(add('a', { tell: 1 }))
    expect(engine.handed).toEqual([again])
    expect(await engine.total()).toMatchObject({ total: 1 })
    expect(await engine.store.outbox(engine.place)).toEqual([])
  })

  it('is made good by the sweep, once it is sure that nobody is at it', async () => {
    const engine = await crashed()
    expect(await sweep(engine.deps, Date.now())).toBe(0)
    expect(await sweep(engine.deps, Date.now() + 5_001)).toBe(1)
    expect(engine.handed).toEqual([again])
    expect(await sweep(engine.deps, Date.now() + 60_000)).toBe(0)
  })

  it('is made good although the next event came first', async () => {
    const engine = await crashed()
    await engine.hears(add('b', { tell: 1 }))
    await sweep(engine.deps, Date.now() + 5_001)
    expect(engine.handed).toEqual([{ key: 'CH1', ids: ['counter-CH1-2-0'], again: false }, again])
  })

  it('of one conversation is made good although another one’s cannot be', async () => {
    const engine = await crashed()
    await engine.hears(add('x', { key: 'CH2' }))
    const { handOver, store } = engine.deps
    const deps = {
      ...engine.deps,
      store: { ...store, leftBehind: async () => [{ feature: 'removed', key: 'CH0' }, engine.place] },
      handOver: async (...[place, ...rest]: Parameters<typeof handOver>) => {
        if (place.feature === 'removed') throw new Error('No feature is called removed')
        await handOver(place, ...rest)
      },
    }
    deps.store.outbox = async (place) =>
      place.feature === 'removed' ? [{ effectId: 'old', effect: { type: 'old' }, trace: 'EV0' }] : store.outbox(place)
    await sweep(deps, Date.now() + 5_001).catch(() => {})
    expect(engine.handed).toEqual([again])
  })

  it('an entry with nothing behind it is forgotten', async () => {
    const engine = anEngine()
    const settled: string[] = []
    const store = {
      ...engine.store,
      leftBehind: async () => [engine.place],
      settle: async ({ key }: { readonly key: string }) => void settled.push(key),
    }
    await sweep({ ...engine.deps, store })
    expect([engine.handed, settled]).toEqual([[], ['CH1']])
  })
})

describe('an event that no rule can decide', () => {
  it('is given up at once, and the next one is heard', async () => {
    const engine = anEngine()
    await expect(engine.hears({ type: 'break', id: 'x', key: 'CH1', at: 1 })).rejects.toThrow(Permanent)
    await engine.hears(add('a'))
    expect(await engine.total()).toMatchObject({ total: 1 })
  })

  it('says what was wrong with it, and keeps the cause', async () => {
    const broken = anEngine().hears({ type: 'break', id: 'x', key: 'CH1', at: 1 })
    await expect(broken).rejects.toMatchObject({
      message: 'break cannot be decided. TypeError: This rule is broken',
      cause: expect.any(TypeError),
    })
  })

  it('also when it is malformed, or its record is', async () => {
    const malformed = { ...add('a'), by: 'much' } as unknown as ReturnType<typeof add> // what an old queue may hold
    await expect(anEngine().hears(malformed)).rejects.toThrow(Permanent)
    const rotten = { ...createMemoryStore(), load: async () => ({ version: 1, state: { total: 'x' }, seen: [] }) }
    await expect(anEngine(aCounter(), rotten).hears(add('a'))).rejects.toThrow(Permanent)
  })

  it('is not the same as a store that is away', async () => {
    const away = { ...createMemoryStore(), load: () => Promise.reject(new Error('connection lost')) }
    const hearing = anEngine(aCounter(), away).hears(add('a'))
    await expect(hearing).rejects.toThrow('connection lost')
    await expect(hearing).rejects.not.toThrow(Permanent)
  })
})
