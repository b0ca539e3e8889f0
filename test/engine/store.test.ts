import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Store } from '../../src/engine/store.ts'
import { nameOf } from '../../src/engine/store.ts'
import { aChange, aRedis, free, holding } from '../support/a-redis.ts'
import { createMemoryStore } from '../support/memory-store.ts'

const record = { feature: 'video', key: 'CH1' }
const other = { feature: 'video', key: 'CH2' }
const pending = (n: number) => ({
  effectId: `e-${n}`,
  effect: { type: 'tell', after: n, text: 'ä "quoted" \n' },
  trace: 'EV1',
})
const stores: readonly (readonly [string, () => Store])[] = [
  ['in Redis', () => aRedis().store],
  // The tests' own store has to behave the same, or tests with it prove nothing.
  ['in memory', () => createMemoryStore()],
]

describe.each(stores)('a record %s', (_, make) => {
  it('is not there before it is saved, and is read back as it was saved', async () => {
    const store = make()
    expect(await store.load(record)).toBeUndefined()
    const state = { deep: [{ text: 'ä ✓ "quoted" \\ \n', none: null, empty: [], nothing: {} }] }
    expect(await store.save(record, aChange({ state, seen: ['a', 'b'] }))).toBe('saved')
    expect(await store.load(record)).toEqual({ version: 1, state, seen: ['a', 'b'] })
    expect(await store.load({ ...record, feature: 'other' })).toBeUndefined()
  })

  it('that fifty save at the same moment is saved by one, with its effects', async () => {
    const store = make()
    const writers = Array.from({ length: 50 }, (_, n) =>
      store.save(record, aChange({ state: n, pending: [pending(n)] })),
    )
    const results = await Promise.all(writers)
    expect(results.filter((each) => each === 'saved')).toHaveLength(1)
    expect(results.filter((each) => each === 'stale')).toHaveLength(49)
    const winner = results.indexOf('saved')
    expect(await store.load(record)).toMatchObject({ version: 1, state: winner })
    expect(await store.outbox(record)).toEqual([pending(winner)])
  })

  it('is not changed by a save over an older version, nor are its outbox, aliases, locks and live list', async () => {
    const store = make()
    await store.save(record, aChange())
    const late = aChange({
      state: 'late',
      pending: [pending(1)],
      after: { ...holding('ada'), aliases: ['WT1'], isLive: true },
    })
    expect(await store.save(record, late)).toBe('stale')
    expect(await store.load(record)).toMatchObject({ version: 1, state: { n: 1 } })
    expect([await store.outbox(record), await store.find('video', 'WT1'), await store.live('video')]).toEqual([
      [],
      undefined,
      [],
    ])
    expect(await store.save(other, aChange({ after: holding('ada') }))).toBe('saved')
  })
})

describe.each(stores)('an outbox, %s', (_, make) => {
  it('is kept until it is acknowledged, each effect on its own', async () => {
    const store = make()
    await store.save(record, aChange({ pending: [pending(1), pending(2)] }))
    await store.save(record, aChange({ from: 1, pending: [pending(3)] }))
    expect(await store.outbox(record)).toEqual([pending(1), pending(2), pending(3)])
    await store.acknowledge(record, ['e-1', 'e-3'])
    expect(await store.outbox(record)).toEqual([pending(2)])
    await store.acknowledge(record, ['e-2'])
    expect(await store.outbox(record)).toEqual([])
  })

  it('is on the sweep’s list from the save until the last effect is acknowledged', async () => {
    const store = make()
    const before = Date.now()
    await store.save(record, aChange({ pending: [pending(1), pending(2)] }))
    await store.save(other, aChange())
    expect(await store.unsentOutboxes(before - 1)).toEqual([])
    expect(await store.unsentOutboxes(Date.now())).toEqual([nameOf(record)])
    await store.acknowledge(record, ['e-1'])
    expect(await store.unsentOutboxes(Date.now())).toEqual([nameOf(record)])
    await store.acknowledge(record, ['e-2'])
    expect(await store.unsentOutboxes(Date.now())).toEqual([])
  })

  it('can be acknowledged twice, and when it is empty', async () => {
    const store = make()
    await store.acknowledge(record, ['e-1'])
    await store.save(record, aChange({ pending: [pending(1)] }))
    for (let n = 0; n < 2; n++) await store.acknowledge(record, ['e-1'])
    expect(await store.unsentOutboxes(Date.now())).toEqual([])
  })
})

describe.each(stores)('a lock, %s', (_, make) => {
  it('is held by one record; the other gets the holder and is not saved', async () => {
    const store = make()
    await store.save(record, aChange({ after: holding('ada', 'WT1') }))
    const refused = await store.save(other, aChange({ after: holding('ada', 'WT2'), pending: [pending(1)] }))
    expect(refused).toMatchObject({ name: 'ada', holder: 'WT1' })
    expect([await store.load(other), await store.outbox(other)]).toEqual([undefined, []])
    expect(await store.save(other, aChange({ after: holding('ben', 'WT2') }))).toBe('saved')
  })

  it('goes to exactly one of fifty', async () => {
    const store = make()
    const results = await Promise.all(
      Array.from({ length: 50 }, (_, n) =>
        store.save({ ...record, key: `CH${n}` }, aChange({ after: holding('ada') })),
      ),
    )
    expect(results.filter((each) => each === 'saved')).toHaveLength(1)
  })

  it('stays with its holder through further writes, until the holder drops it', async () => {
    const store = make()
    const held = holding('ada')
    await store.save(record, aChange({ after: held }))
    await store.save(record, aChange({ from: 1, before: held, after: held }))
    expect(await store.save(other, aChange({ after: held }))).toMatchObject({ name: 'ada' })
    await store.save(record, aChange({ from: 2, before: held, after: free }))
    expect(await store.save(other, aChange({ after: held }))).toBe('saved')
  })

  it('can be exchanged for another lock in one write', async () => {
    const store = make()
    await store.save(record, aChange({ after: holding('ada', 'WT1') }))
    await store.save(record, aChange({ from: 1, before: holding('ada', 'WT1'), after: holding('ben', 'WT1') }))
    expect(await store.save(other, aChange({ after: holding('ben', 'WT2') }))).toMatchObject({ holder: 'WT1' })
    expect(await store.save(other, aChange({ after: holding('ada', 'WT2') }))).toBe('saved')
  })

  it('stays held when its holder changes its name, and has the new name', async () => {
    const store = make()
    await store.save(record, aChange({ after: holding('ada', 'WT1') }))
    await store.save(record, aChange({ from: 1, before: holding('ada', 'WT1'), after: holding('ada', 'WT9') }))
    expect(await store.save(other, aChange({ after: holding('ada', 'WT2') }))).toMatchObject({ holder: 'WT9' })
  })

  it('stays with its holder when another record drops a lock that it never held', async () => {
    const store = make()
    await store.save(record, aChange({ after: holding('ada') }))
    await store.save(other, aChange({ before: holding('ada'), after: free }))
    expect(await store.save({ ...record, key: 'CH3' }, aChange({ after: holding('ada') }))).toMatchObject({
      name: 'ada',
    })
  })
})

describe.each(stores)('finding records, %s', (_, make) => {
  it('works by each of their aliases, within their feature', async () => {
    const store = make()
    await store.save(record, aChange({ after: { ...free, aliases: ['WT1', 'WT2'] } }))
    expect([await store.find('video', 'WT1'), await store.find('video', 'WT2')]).toEqual(['CH1', 'CH1'])
    expect([await store.find('other', 'WT1'), await store.find('video', randomUUID())]).toEqual([undefined, undefined])
  })

  it('works by an earlier alias: late events of a closed task must find its conversation', async () => {
    const store = make()
    await store.save(record, aChange({ after: { ...free, aliases: ['WT1'] } }))
    await store.save(record, aChange({ from: 1, before: { ...free, aliases: ['WT1'] }, after: free }))
    expect(await store.find('video', 'WT1')).toBe('CH1')
  })

  it('lists the live ones, once each, and no others', async () => {
    const store = make()
    const live = { ...free, isLive: true }
    await store.save(record, aChange({ after: live }))
    await store.save(record, aChange({ from: 1, before: live, after: live }))
    await store.save(other, aChange({ after: live }))
    expect([...(await store.live('video'))].sort()).toEqual(['CH1', 'CH2'])
    await store.save(record, aChange({ from: 2, before: live, after: free }))
    expect([await store.live('video'), await store.live('other')]).toEqual([['CH2'], []])
  })
})
