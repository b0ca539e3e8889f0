import { describe, expect, it } from 'vitest'
import { Permanent, Retryable } from '../../src/core/errors.ts'
import { nameOf } from '../../src/engine/store.ts'
import { sweep } from '../../src/engine/sweep.ts'
import { aCounter } from '../support/a-counter.ts'
import { aPeriodicTask } from '../support/a-periodic-task.ts'
import { add, anEngine } from '../support/an-engine.ts'
import { createMemoryStore } from '../support/memory-store.ts'

describe('an event', () => {
  it('is decided and saved, and its effects are handed over once, under ids of record, version and number', async () => {
    const engine = anEngine()
    await engine.receives(add('a', { tell: 2 }))
    expect(await engine.total()).toMatchObject({ total: 1 })
    expect(engine.handed).toEqual([{ key: 'CH1', ids: ['counter-CH1-1-0', 'counter-CH1-1-1'], again: false }])
    expect(await engine.store.outbox(engine.record)).toEqual([])
  })

  it('has effect ids without a colon, which the queue refuses, also when its own id has some', async () => {
    const engine = anEngine()
    await engine.receives(add('a:b:c', { tell: 1 }))
    expect(engine.handed[0]?.ids[0]).not.toContain(':')
  })

  it('without effects hands nothing over', async () => {
    const engine = anEngine()
    await engine.receives(add('a'))
    expect(engine.handed).toEqual([])
  })

  it('that is delivered three times is decided once, and its effects are handed over once', async () => {
    const engine = anEngine()
    for (let n = 0; n < 3; n++) await engine.receives(add('a', { tell: 1 }))
    expect(await engine.total()).toMatchObject({ total: 1 })
    expect(engine.handed).toHaveLength(1)
    expect((await engine.store.load(engine.record))?.version).toBe(1)
  })

  it('that is delivered again between others is decided once', async () => {
    const engine = anEngine()
    for (const id of ['a', 'b', 'a', 'c', 'b', 'a']) await engine.receives(add(id))
    expect(await engine.total()).toMatchObject({ total: 3 })
  })

  it('is decided in two conversations that both have an event with its id', async () => {
    const engine = anEngine()
    await engine.receives(add('a'))
    await engine.receives(add('a', { key: 'CH2' }))
    expect([(await engine.total('CH1')).total, (await engine.total('CH2')).total]).toEqual([1, 1])
  })
})

describe('events at the same moment', () => {
  it('count once each, when there are fifty', async () => {
    const engine = anEngine()
    await Promise.all(Array.from({ length: 50 }, (_, n) => engine.receives(add(`e${n}`, { tell: 1 }))))
    expect(await engine.total()).toMatchObject({ total: 50 })
    expect(new Set(engine.handed.flatMap(({ ids }) => ids)).size).toBe(50)
  })

  it('count once each, when five are delivered ten times', async () => {
    const engine = anEngine()
    await Promise.all(Array.from({ length: 50 }, (_, n) => engine.receives(add(`e${n % 5}`, { tell: 1 }))))
    expect(await engine.total()).toMatchObject({ total: 5 })
    expect(new Set(engine.handed.flatMap(({ ids }) => ids)).size).toBe(5)
  })

  it('are decided on what rivals saved, after three lost races', async () => {
    const memory = createMemoryStore()
    let losses = 3
    const racing = {
      ...memory,
      save: async (...[record, change]: Parameters<typeof memory.save>) => {
        if (losses-- <= 0) return memory.save(record, change)
        await anEngine(aCounter(), memory).receives(add(`rival${losses}`, { by: 10 }))
        return memory.save(record, change)
      },
    }
    const engine = anEngine(aCounter(), racing)
    await engine.receives(add('a', { tell: 1 }))
    expect(await engine.total()).toMatchObject({ total: 31 })
    expect(engine.handed).toEqual([{ key: 'CH1', ids: ['counter-CH1-4-0'], again: false }])
  })

  it('are retryable when they lose every race', async () => {
    const engine = anEngine(aCounter(), { ...createMemoryStore(), save: async () => 'stale' })
    await expect(engine.receives(add('a'))).rejects.toThrow(Retryable)
  })
})

describe('a crash between saving and handing over', () => {
  /** At the time 0. */
  const crashed = async () => {
    const engine = anEngine(
      aCounter(),
      createMemoryStore(() => 0),
    )
    engine.breakQueue()
    await expect(engine.receives(add('a', { tell: 1 }))).rejects.toThrow('died')
    engine.breakQueue(false)
    expect(await engine.total()).toMatchObject({ total: 1 })
    return engine
  }
  const again = { key: 'CH1', ids: ['counter-CH1-1-0'], again: true }

  it('is repaired by the next run of the same event, which does not count twice', async () => {
    const engine = await crashed()
    await engine.receives(add('a', { tell: 1 }))
    expect(engine.handed).toEqual([again])
    expect(await engine.total()).toMatchObject({ total: 1 })
    expect(await engine.store.outbox(engine.record)).toEqual([])
  })

  it('is repaired by the sweep from 5 s on, once', async () => {
    const engine = await crashed()
    expect(await sweep(engine.deps, aPeriodicTask().periodicTask, 4_999)).toBe(0)
    expect(await sweep(engine.deps, aPeriodicTask().periodicTask, 5_000)).toBe(1)
    expect(engine.handed).toEqual([again])
    expect(await sweep(engine.deps, aPeriodicTask().periodicTask, 60_000)).toBe(0)
  })

  it('is repaired by the sweep also after a later event', async () => {
    const engine = await crashed()
    await engine.receives(add('b', { tell: 1 }))
    await sweep(engine.deps, aPeriodicTask().periodicTask, 5_000)
    expect(engine.handed).toEqual([{ key: 'CH1', ids: ['counter-CH1-2-0'], again: false }, again])
  })

  it('is repaired in one record although two others cannot be swept, which are reported', async () => {
    const engine = await crashed()
    const { handOver, store } = engine.deps
    const removed = { feature: 'removed', key: 'CH0' }
    const { periodicTask, problems } = aPeriodicTask('sweep')
    const deps = {
      ...engine.deps,
      store: { ...store, unsentOutboxes: async () => ['no name', nameOf(removed), nameOf(engine.record)] },
      handOver: async (...[record, ...rest]: Parameters<typeof handOver>) => {
        if (record.feature === 'removed') throw new Error('No feature is called removed')
        await handOver(record, ...rest)
      },
    }
    deps.store.outbox = async (record) =>
      record.feature === 'removed' ? [{ effectId: 'old', effect: { type: 'old' }, trace: 'EV0' }] : store.outbox(record)
    expect(await sweep(deps, periodicTask, 5_000)).toBe(1)
    expect(problems.map(({ item, cause }) => [item, cause])).toEqual([
      ['no name', 'unreadable'],
      [nameOf(removed), 'broken'],
    ])
    expect(engine.handed).toEqual([again])
  })

  it('leaves the sweep’s list also where the outbox is empty', async () => {
    const engine = anEngine()
    const settled: string[] = []
    const store = {
      ...engine.store,
      unsentOutboxes: async () => [nameOf(engine.record)],
      acknowledge: async ({ key }: { readonly key: string }) => void settled.push(key),
    }
    await sweep({ ...engine.deps, store }, aPeriodicTask().periodicTask)
    expect([engine.handed, settled]).toEqual([[], ['CH1']])
  })
})

describe('an event that cannot be decided', () => {
  it('throws Permanent, and the next one is decided', async () => {
    const engine = anEngine()
    await expect(engine.receives({ type: 'break', id: 'x', key: 'CH1', at: 1 })).rejects.toThrow(Permanent)
    await engine.receives(add('a'))
    expect(await engine.total()).toMatchObject({ total: 1 })
  })

  it('throws the reason and the cause', async () => {
    const broken = anEngine().receives({ type: 'break', id: 'x', key: 'CH1', at: 1 })
    await expect(broken).rejects.toMatchObject({
      message: 'break cannot be decided. TypeError: This rule is broken',
      cause: expect.any(TypeError),
    })
  })

  it('throws Permanent also when it or its record is malformed', async () => {
    const malformed = { ...add('a'), by: 'much' } as unknown as ReturnType<typeof add> // what an old queue may hold
    await expect(anEngine().receives(malformed)).rejects.toThrow(Permanent)
    const rotten = { ...createMemoryStore(), load: async () => ({ version: 1, state: { total: 'x' }, seen: [] }) }
    await expect(anEngine(aCounter(), rotten).receives(add('a'))).rejects.toThrow(Permanent)
  })

  it('does not include an event whose record could not be loaded: that throws the store’s own error', async () => {
    const away = { ...createMemoryStore(), load: () => Promise.reject(new Error('connection lost')) }
    const hearing = anEngine(aCounter(), away).receives(add('a'))
    await expect(hearing).rejects.toThrow('connection lost')
    await expect(hearing).rejects.not.toThrow(Permanent)
  })
})
