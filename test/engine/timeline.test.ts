import { describe, expect, it } from 'vitest'
import { handle } from '../../src/engine/handle.ts'
import { createRedisStore } from '../../src/engine/redis-store.ts'
import { about, actorOf, type TimelineEntry } from '../../src/engine/timeline.ts'
import { createTimelines } from '../../src/engine/timelines.ts'
import { traced } from '../../src/telemetry/trace-context.ts'
import { aCounter } from '../support/a-counter.ts'
import { aChange, anEntry, aRedis } from '../support/a-redis.ts'
import { add, anEngine } from '../support/an-engine.ts'

const conversation = `CH${'1'.repeat(32)}`

async function all(entries: AsyncIterable<TimelineEntry>): Promise<readonly TimelineEntry[]> {
  const seen: TimelineEntry[] = []
  for await (const each of entries) seen.push(each)
  return seen
}

describe('the details of an event in its entry', () => {
  const head = { id: 'EV1', key: conversation, at: 1 }

  it('are ids and our own words', () => {
    const by = { workerSid: `WK${'2'.repeat(32)}` }
    const event = { ...head, type: 'command.given', command: { type: 'video.end', reason: 'stuck' }, by }
    expect(about(event)).toEqual({ command: 'video.end', reason: 'stuck', workerSid: by.workerSid })
  })

  it('are no name, address, number or text of a participant', () => {
    const assignment = {
      taskSid: `WT${'3'.repeat(32)}`,
      identity: 'ada_40example_2Ecom',
      displayName: 'Ada',
      known: { version: '1', attributes: '{"from":"+15551234567"}' },
    }
    expect(about({ ...head, type: 'assignment.opened', assignment })).toEqual({ taskSid: assignment.taskSid })
    expect(about({ ...head, type: 'rating.given', stars: 2, comment: 'Ada was rude', issues: ['sound'] })).toEqual({
      stars: 2,
    })
    expect(
      about({
        ...head,
        type: 'command.given',
        command: { type: 'transfer.find', mode: 'cold', name: 'Ada' },
        by: { identity: 'ada' },
      }),
    ).toEqual({ command: 'transfer.find', mode: 'cold' })
    expect(about({ ...head, type: 'effect.failed', reason: 'stuck' })).toEqual({})
    for (const how of ['+15551234567', 'ada@example.com', 'https://example.com/j/x', 'she said so', '0123456'])
      expect(about({ ...head, type: 'assignment.closed', how })).toEqual({})
  })

  it('name the actor: worker, agent, customer, Twilio, outcome or timer', () => {
    const at = { ...head, type: 'command.given' }
    expect(actorOf({ ...at, by: { workerSid: 'WK1' } } as typeof at, false)).toBe('worker WK1')
    expect(actorOf({ ...at, by: { identity: 'ada' } } as typeof at, false)).toBe('agent')
    expect(actorOf({ ...at, role: 'customer' } as typeof at, false)).toBe('customer')
    expect(actorOf(at, false)).toBe('twilio')
    expect(actorOf(at, true)).toBe('outcome')
    expect(actorOf({ ...at, type: 'timer.fired' }, true)).toBe('timer')
  })
})

describe('a timeline', () => {
  it('has one entry for each decision, in order, with trace and cause', async () => {
    const { redis, prefix, store } = aRedis()
    const timelines = createTimelines(redis, prefix)
    const engine = anEngine(aCounter(), store)
    await engine.receives(add('EV1', { by: 2, tell: 1 }))
    await engine.receives(add('EV1', { by: 2, tell: 1 }))
    await engine.performs()
    await engine.receives(add('EV2'))
    const effect = { id: 'counter-CH1-1-0', type: 'tell' }
    const before = (n: number) => ({ id: 'counter', state: `at-${n}` })
    expect(await all(timelines.of(engine.record))).toMatchObject([
      { version: 1, type: 'add', id: 'EV1', trace: 'EV1', effects: [effect], before: before(0), after: before(2) },
      { version: 2, type: 'told', id: effect.id, trace: 'EV1', cause: effect.id, actor: 'outcome', effects: [] },
      { version: 3, type: 'add', id: 'EV2', trace: 'EV2', actor: 'twilio', before: before(2), after: before(3) },
    ])
  })

  it('carries the trace of a request into its entry and its effect', async () => {
    const { redis, prefix, store } = aRedis()
    const engine = anEngine(aCounter(), store)
    await traced({ id: 'request-1' }, () => handle(aCounter(), add('EV1', { tell: 1 }), engine.deps))
    expect(engine.traces).toEqual(['request-1'])
    expect(await all(createTimelines(redis, prefix).of(engine.record))).toMatchObject([{ trace: 'request-1' }])
  })

  it('has the code of a refusal', async () => {
    const { redis, prefix, store } = aRedis()
    const engine = anEngine(aCounter(), store)
    await engine.receives({ type: 'take', id: 'EV1', key: 'CH1', at: 1, name: 'ada' })
    await engine.receives({ type: 'take', id: 'EV2', key: 'CH2', at: 1, name: 'ada' })
    expect(await all(createTimelines(redis, prefix).of({ ...engine.record, key: 'CH2' }))).toMatchObject([
      { refusal: 'taken' },
    ])
  })

  it('is read whole and in order, 1,203 entries in three pages', async () => {
    const { redis, prefix, store } = aRedis()
    const record = { feature: 'video', key: 'CH1' }
    for (let n = 0; n < 1_203; n++) await store.save(record, aChange({ from: n, entry: anEntry({ version: n + 1 }) }))
    const versions = (await all(createTimelines(redis, prefix).of(record))).map(({ version }) => version)
    expect(versions).toEqual(Array.from({ length: 1_203 }, (_, n) => n + 1))
  })

  it('keeps the latest three entries when three are allowed, and the order of all entries has those three', async () => {
    const { redis, prefix } = aRedis()
    const store = createRedisStore(redis, { prefix, mostEntries: 3 })
    const record = { feature: 'video', key: 'CH1' }
    for (let n = 0; n < 5; n++) await store.save(record, aChange({ from: n, entry: anEntry({ version: n + 1 }) }))
    const timelines = createTimelines(redis, prefix)
    expect((await all(timelines.of(record))).map(({ version }) => version)).toEqual([3, 4, 5])
    expect((await timelines.entriesAfter('0', 10)).map(({ entry }) => entry.version)).toEqual([3, 4, 5])
  })

  it('expires 7 days after its last entry', async () => {
    const { redis, prefix, store } = aRedis()
    await store.save({ feature: 'video', key: 'CH1' }, aChange())
    const left = await redis.pttl(`${prefix}:timeline:video:CH1`)
    const day = 24 * 3600 * 1000
    expect(left).toBeGreaterThan(6.99 * day)
    expect(left).toBeLessThanOrEqual(7 * day)
  })
})

describe('the order of all entries', () => {
  it('is that of the writes, across records and features', async () => {
    const { redis, prefix, store } = aRedis()
    const timelines = createTimelines(redis, prefix)
    const said = async (feature: string, key: string, version: number) =>
      store.save({ feature, key }, aChange({ from: version - 1, entry: anEntry({ feature, key, version }) }))
    await said('video', 'CH1', 1)
    await said('transfer', 'CH1', 1)
    await said('video', 'CH1', 2)
    await said('video', 'a key of its own', 1)
    await said('video', 'CH1', 3)
    const told = await timelines.entriesAfter('0', 10)
    expect(told.map(({ entry }) => `${entry.feature} ${entry.key} ${entry.version}`)).toEqual([
      'video CH1 1',
      'transfer CH1 1',
      'video CH1 2',
      'video a key of its own 1',
      'video CH1 3',
    ])
    expect(await timelines.entriesAfter(told[1]?.at ?? '', 2)).toEqual(told.slice(2, 4))
  })

  it('goes on after the entry that was read last, and has its end', async () => {
    const { redis, prefix, store } = aRedis()
    const timelines = createTimelines(redis, prefix)
    expect(await timelines.end()).toBe('0')
    await store.save({ feature: 'video', key: 'CH1' }, aChange({ entry: anEntry({ key: 'CH1' }) }))
    await store.save({ feature: 'video', key: 'CH2' }, aChange({ entry: anEntry({ key: 'CH2' }) }))
    const [first, second, ...none] = await timelines.entriesAfter('0', 10)
    expect([first?.entry.key, second?.entry.key, none]).toEqual(['CH1', 'CH2', []])
    expect(await timelines.entriesAfter(first?.at ?? '', 10)).toEqual([second])
    expect(await timelines.end()).toBe(second?.at)
  })

  it('goes on past a page of entries that have expired', async () => {
    const { redis, prefix, store } = aRedis()
    const timelines = createTimelines(redis, prefix)
    for (const key of ['CH1', 'CH2', 'CH3', 'CH4'])
      await store.save({ feature: 'video', key }, aChange({ entry: anEntry({ key }) }))
    for (const key of ['CH1', 'CH2', 'CH4']) await redis.del(`${prefix}:timeline:video:${key}`)
    const [told, ...none] = await timelines.entriesAfter('0', 2)
    expect([told?.entry.key, none]).toEqual(['CH3', []])
    expect(await timelines.entriesAfter(told?.at ?? '', 2)).toEqual([])
  })

  it('has no entry of a stale write', async () => {
    const { redis, prefix, store } = aRedis()
    await store.save({ feature: 'video', key: 'CH1' }, aChange({ from: 7 }))
    expect(await createTimelines(redis, prefix).entriesAfter('0', 10)).toEqual([])
  })
})
