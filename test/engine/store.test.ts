import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Store } from '../../src/engine/store.ts'
import { nameOf } from '../../src/engine/store.ts'
import { aChange, aRedis, free, holding } from '../support/a-redis.ts'
import { createMemoryStore } from '../support/memory-store.ts'

const place = { feature: 'video', key: 'CH1' }
const other = { feature: 'video', key: 'CH2' }
const pending = (n: number) => ({
  effectId: `e-${n}`,
  effect: { type: 'tell', after: n, text: 'ä "quoted" \n' },
  trace: 'EV1',
})
const stores: readonly (readonly [string, () => Store])[] = [
  ['in Redis', () => aRedis().store],
  // The tests' own store has to keep the same promises, or what they prove with it is worth nothing.
  ['in memory', () => createMemoryStore()],
]

describe.each(stores)('a record %s', (_, make) => {
  it('is not there before it is saved, and is read back as it was saved', async () => {
    const store = make()
    expect(await store.load(place)).toBeUndefined()
    const state = { deep: [{ text: 'ä ✓ "quoted" \\ \n', none: null, empty: [], nothing: {} }] }
    expect(await store.save(place, aChange({ state, seen: ['a', 'b'] }))).toBe('saved')
    expect(await store.load(place)).toEqual({ version: 1, state, seen: ['a', 'b'] })
    expect(await store.load({ ...place, feature: 'other' })).toBeUndefined()
  })

  it('that fifty save at the same moment is saved by one, with its effects', async () => {
    const store = make()
    const writers = Array.from({ length: 50 }, (_, n) =>
      store.save(place, aChange({ state: n, pending: [pending(n)] })),
    )
    const results = await Promise.all(writers)
    expect(results.filter((each) => each === 'saved')).toHaveLength(1)
    expect(results.filter((each) => each === 'stale')).toHaveLength(49)
    const winner = results.indexOf('saved')
    expect(await store.load(place)).toMatchObject({ version: 1, state: winner })
    expect(await store.outbox(place)).toEqual([pending(winner)])
  })

  it('is left as it is by a save over an older version, with its outbox, aliases, claims and live list', async () => {
    const store = make()
    await store.save(place, aChange())
    const late = aChange({
      state: 'late',
      pending: [pending(1)],
      after: { ...holding('ada'), aliases: ['WT1'], isLive: true },
    })
    expect(await store.save(place, late)).toBe('stale')
    expect(await store.load(place)).toMatchObject({ version: 1, state: { n: 1 } })
    expect([await store.outbox(place), await store.find('video', 'WT1'), await store.live('video')]).toEqual([
      [],
      undefined,
      [],
    ])
    expect(await store.save(other, aChange({ after: holding('ada') }))).toBe('saved')
  })
})

describe.each(stores)('effects that wait to be handed over, %s', (_, make) => {
  it('are kept until they are settled, each on its own', async () => {
    const store = make()
    await store.save(place, aChange({ pending: [pending(1), pending(2)] }))
    await store.save(place, aChange({ from: 1, pending: [pending(3)] }))
    expect(await store.outbox(place)).toEqual([pending(1), pending(2), pending(3)])
    await store.settle(place, ['e-1', 'e-3'])
    expect(await store.outbox(place)).toEqual([pending(2)])
    await store.settle(place, ['e-2'])
    expect(await store.outbox(place)).toEqual([])
  })

  it('have their record on the list of the sweep from the save until the last is settled', async () => {
    const store = make()
    const before = Date.now()
    await store.save(place, aChange({ pending: [pending(1), pending(2)] }))
    await store.save(other, aChange())
    expect(await store.leftBehind(before - 1)).toEqual([])
    expect(await store.leftBehind(Date.now())).toEqual([nameOf(place)])
    await store.settle(place, ['e-1'])
    expect(await store.leftBehind(Date.now())).toEqual([nameOf(place)])
    await store.settle(place, ['e-2'])
    expect(await store.leftBehind(Date.now())).toEqual([])
  })

  it('can be settled twice, and when there are none', async () => {
    const store = make()
    await store.settle(place, ['e-1'])
    await store.save(place, aChange({ pending: [pending(1)] }))
    for (let n = 0; n < 2; n++) await store.settle(place, ['e-1'])
    expect(await store.leftBehind(Date.now())).toEqual([])
  })
})

describe.each(stores)('what only one record may hold, %s', (_, make) => {
  it('is held by one, and the other is told the holder and not saved', async () => {
    const store = make()
    await store.save(place, aChange({ after: holding('ada', 'WT1') }))
    const refused = await store.save(other, aChange({ after: holding('ada', 'WT2'), pending: [pending(1)] }))
    expect(refused).toMatchObject({ name: 'ada', holder: 'WT1' })
    expect([await store.load(other), await store.outbox(other)]).toEqual([undefined, []])
    expect(await store.save(other, aChange({ after: holding('ben', 'WT2') }))).toBe('saved')
  })

  it('goes to exactly one of fifty', async () => {
    const store = make()
    const results = await Promise.all(
      Array.from({ length: 50 }, (_, n) => store.save({ ...place, key: `CH${n}` }, aChange({ after: holding('ada') }))),
    )
    expect(results.filter((each) => each === 'saved')).toHaveLength(1)
  })

  it('stays with its holder through further writes, until one drops it', async () => {
    const store = make()
    const held = holding('ada')
    await store.save(place, aChange({ after: held }))
    await store.save(place, aChange({ from: 1, before: held, after: held }))
    expect(await store.save(other, aChange({ after: held }))).toMatchObject({ name: 'ada' })
    await store.save(place, aChange({ from: 2, before: held, after: free }))
    expect(await store.save(other, aChange({ after: held }))).toBe('saved')
  })

  it('can be exchanged for another in one write', async () => {
    const store = make()
    await store.save(place, aChange({ after: holding('ada', 'WT1') }))
    await store.save(place, aChange({ from: 1, before: holding('ada', 'WT1'), after: holding('ben', 'WT1') }))
    expect(await store.save(other, aChange({ after: holding('ben', 'WT2') }))).toMatchObject({ holder: 'WT1' })
    expect(await store.save(other, aChange({ after: holding('ada', 'WT2') }))).toBe('saved')
  })

  it('is still held when its holder changes its name, and tells the new one', async () => {
    const store = make()
    await store.save(place, aChange({ after: holding('ada', 'WT1') }))
    await store.save(place, aChange({ from: 1, before: holding('ada', 'WT1'), after: holding('ada', 'WT9') }))
    expect(await store.save(other, aChange({ after: holding('ada', 'WT2') }))).toMatchObject({ holder: 'WT9' })
  })

  it('stays with its holder when another record drops what it never had', async () => {
    const store = make()
    await store.save(place, aChange({ after: holding('ada') }))
    await store.save(other, aChange({ before: holding('ada'), after: free }))
    expect(await store.save({ ...place, key: 'CH3' }, aChange({ after: holding('ada') }))).toMatchObject({
      name: 'ada',
    })
  })
})

describe.each(stores)('finding records, %s', (_, make) => {
  it('works by each of their aliases, within their feature', async () => {
    const store = make()
    await store.save(place, aChange({ after: { ...free, aliases: ['WT1', 'WT2'] } }))
    expect([await store.find('video', 'WT1'), await store.find('video', 'WT2')]).toEqual(['CH1', 'CH1'])
    expect([await store.find('other', 'WT1'), await store.find('video', randomUUID())]).toEqual([undefined, undefined])
  })

  it('works by an alias they once had: late news of a closed task must find its conversation', async () => {
    const store = make()
    await store.save(place, aChange({ after: { ...free, aliases: ['WT1'] } }))
    await store.save(place, aChange({ from: 1, before: { ...free, aliases: ['WT1'] }, after: free }))
    expect(await store.find('video', 'WT1')).toBe('CH1')
  })

  it('lists those that are live, once each, and no others', async () => {
    const store = make()
    const live = { ...free, isLive: true }
    await store.save(place, aChange({ after: live }))
    await store.save(place, aChange({ from: 1, before: live, after: live }))
    await store.save(other, aChange({ after: live }))
    expect([...(await store.live('video'))].sort()).toEqual(['CH1', 'CH2'])
    await store.save(place, aChange({ from: 2, before: live, after: free }))
    expect([await store.live('video'), await store.live('other')]).toEqual([['CH2'], []])
  })
})
