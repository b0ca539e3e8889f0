import { describe, expect, it } from 'vitest'
import { Permanent, Retryable, StoreTrouble } from '../../src/core/errors.ts'
import type { Store } from '../../src/engine/store.ts'
import { aCounter, type Tell } from '../support/a-counter.ts'
import { anEngine } from '../support/an-engine.ts'
import { createMemoryStore } from '../support/memory-store.ts'

const id = 'counter-CH1-1-0'

/** An engine with one job, `tell`, and what the job was given. */
function telling(tell: Tell = async () => {}, store: Store = createMemoryStore()) {
  const told: { what: string; isRepeat: boolean }[] = []
  const engine = anEngine(
    aCounter(async (what, isRepeat) => {
      told.push({ what, isRepeat })
      await tell(what, isRepeat)
    }),
    store,
  )
  return { ...engine, told }
}
const failing = (problem: unknown) => telling(() => Promise.reject(problem))

describe('an effect', () => {
  it('is performed, and its outcome is decided under the same id', async () => {
    const engine = telling()
    await engine.performs()
    expect(await engine.total()).toMatchObject({ told: ['1.0'] })
    await engine.receives({ type: 'told', id, key: 'CH1', at: 1, what: 'once more' })
    expect(await engine.total()).toMatchObject({ told: ['1.0'] })
  })

  it('is not performed again once its outcome is known', async () => {
    const engine = telling()
    await engine.performs()
    await engine.performs({ isRepeat: true })
    expect(engine.told).toHaveLength(1)
  })

  it('is performed as a repeat when the worker died before its outcome was saved', async () => {
    const engine = telling()
    await engine.performs({ isRepeat: true })
    expect(engine.told).toEqual([{ what: '1.0', isRepeat: true }])
    expect(await engine.total()).toMatchObject({ told: ['1.0'] })
  })

  it('run by two workers at the same moment has one outcome', async () => {
    const engine = telling()
    await Promise.all([engine.performs(), engine.performs({ isRepeat: true })])
    expect(await engine.total()).toMatchObject({ told: ['1.0'] })
  })
})

describe('an effect that fails', () => {
  it('is left to another attempt while it is retryable and attempts are left', async () => {
    const problem = new Retryable('Twilio is away', { ambiguous: true })
    const engine = failing(problem)
    await expect(engine.performs()).rejects.toBe(problem)
    expect(await engine.total()).toMatchObject({ told: [] })
  })

  it('is decided as failed with the last attempt', async () => {
    const engine = failing(new Retryable('Twilio is away'))
    await engine.performs({ isLast: true })
    expect(await engine.total()).toMatchObject({ told: ['tell failed: Twilio is away '] })
  })

  it('is not decided as failed for trouble with our own store, not even with the last attempt', async () => {
    const engine = failing(new StoreTrouble('Redis is away', { reason: 'away' }))
    await expect(engine.performs({ isLast: true })).rejects.toThrow(StoreTrouble)
    expect(await engine.total()).toMatchObject({ told: [] })
  })

  it('is decided as failed at once when it is permanent, with Twilio’s code', async () => {
    const engine = failing(new Permanent('Room full', { code: 53105 }))
    await engine.performs()
    expect(await engine.total()).toMatchObject({ told: ['tell failed: Room full 53105'] })
  })

  it('is decided as failed once, also when it runs three times', async () => {
    const engine = failing(new Permanent('Room full'))
    for (const isRepeat of [false, true, true]) await engine.performs({ isRepeat })
    expect((await engine.total()).told).toHaveLength(1)
    expect(engine.told).toHaveLength(1)
  })

  it('with an error of our own is decided as failed, and throws Permanent', async () => {
    const engine = failing(new TypeError('x is not a function'))
    await expect(engine.performs()).rejects.toThrow(Permanent)
    expect(await engine.total()).toMatchObject({ told: ['tell failed: x is not a function '] })
  })

  it('because it is malformed is decided as failed, and throws Permanent', async () => {
    const engine = telling()
    await expect(engine.performs({ effect: { type: 'shout' } })).rejects.toThrow(Permanent)
    expect((await engine.total()).told).toEqual([expect.stringMatching(/^shout failed: /)])
    expect(engine.told).toEqual([])
  })

  it('because its outcome cannot be saved is performed again', async () => {
    const memory = createMemoryStore()
    let isAway = true
    const save: typeof memory.save = (...change) =>
      isAway ? Promise.reject(new Error('connection lost')) : memory.save(...change)
    const engine = telling(undefined, { ...memory, save })
    await expect(engine.performs()).rejects.toThrow('connection lost')
    isAway = false
    await engine.performs({ isRepeat: true })
    expect(engine.told.map(({ isRepeat }) => isRepeat)).toEqual([false, true])
    expect(await engine.total()).toMatchObject({ told: ['1.0'] })
  })
})
