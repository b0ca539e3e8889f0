import { expect, it } from 'vitest'
import { z } from 'zod'
import { createCensus } from '../../src/engine/census.ts'
import { createInstallation } from '../../src/engine/installation.ts'
import { createNumbers } from '../../src/engine/numbers.ts'
import { createTimelines } from '../../src/engine/timelines.ts'
import { until } from '../../tools/until.ts'
import { aPeriodicTask } from '../support/a-periodic-task.ts'
import { aChange, anEntry, aRedis, free } from '../support/a-redis.ts'

const { periodicTask } = aPeriodicTask('numbers')
const decisions = 'escalate_decisions_total{feature="video",type="add"}'

function counting() {
  const { redis, prefix, store } = aRedis()
  const timelines = createTimelines(redis, prefix)
  const numbers = () => createNumbers(redis, timelines, prefix)
  const decide = async (version: number, key = 'CH1', entry = {}) =>
    store.save({ feature: 'video', key }, aChange({ from: version - 1, entry: anEntry({ version, ...entry }) }))
  const value = async (series: string) => new Map(await numbers().samples()).get(series)
  return { redis, prefix, store, timelines, numbers, decide, value }
}

it('eight processes at the same time count each entry once, and so does one that follows', async () => {
  const { numbers, decide, value } = counting()
  for (let version = 1; version <= 20; version++) await decide(version)
  await Promise.all(Array.from({ length: 8 }, () => numbers().follow(periodicTask)))
  expect(await value(decisions)).toBe(20)
  await numbers().follow(periodicTask) // a restarted process
  expect(await value(decisions)).toBe(20)
  await decide(21)
  expect(await numbers().follow(periodicTask)).toBe(1)
  expect(await value(decisions)).toBe(21)
})

it('the lag is the time from the last counted entry to the last written one', async () => {
  const { timelines, numbers, decide } = counting()
  const writtenAt = async () => Number((await timelines.end()).split('-')[0])
  await decide(1)
  await numbers().follow(periodicTask)
  const countedAt = await writtenAt()
  let version = 1
  await until('an entry of a later millisecond', async () => {
    version += 1
    await decide(version)
    return (await writtenAt()) > countedAt
  })
  expect(await numbers().lagSeconds()).toBe(((await writtenAt()) - countedAt) / 1000)
  await numbers().follow(periodicTask)
  expect(await numbers().lagSeconds()).toBe(0)
})

it('a process that dies after reading leaves everything to the next one', async () => {
  const { redis, prefix, timelines, numbers, decide, value } = counting()
  await decide(1)
  const entriesAfter: typeof timelines.entriesAfter = async (...page) => {
    expect(await timelines.entriesAfter(...page)).toHaveLength(1)
    throw new Error('died')
  }
  const dying = createNumbers(redis, { ...timelines, entriesAfter }, prefix)
  await expect(dying.follow(periodicTask)).rejects.toThrow('died')
  await numbers().follow(periodicTask)
  expect(await value(decisions)).toBe(1)
})

it('an invite of one escalation is counted once, also when it is reported again after a count', async () => {
  const { numbers, decide, value } = counting()
  const after = { id: 'esc-1', state: 'invited', startedAt: 0 }
  const again = { feature: 'video-escalation', type: 'invite.posted', at: 2_000, after }
  await decide(1, 'CH1', again)
  await numbers().follow(periodicTask)
  await decide(2, 'CH1', again)
  await numbers().follow(periodicTask)
  expect(await value('escalate_invite_seconds_count')).toBe(1)
  expect(await value('escalate_invite_seconds_bucket{le="1"}')).toBe(0)
  expect(await value('escalate_invite_seconds_bucket{le="5"}')).toBe(1)
})

it('one count covers 1,203 entries in three pages', async () => {
  const { numbers, decide, value } = counting()
  for (let version = 1; version <= 1_203; version++) await decide(version)
  expect(await numbers().follow(periodicTask)).toBe(1_203)
  expect(await value(decisions)).toBe(1_203)
})

it('the census counts live records by state, and has the age of the oldest of two ending ones', async () => {
  const { redis, prefix, store } = counting()
  const states = [
    { state: 'live' },
    { state: 'live' },
    { state: 'ending', endingSince: 20_000 },
    { state: 'ending', endingSince: 1_000 },
  ]
  for (const [n, state] of states.entries()) {
    const after = { aliases: [], locks: [], isLive: true }
    await store.save({ feature: 'video', key: `CH${n}` }, aChange({ state, after }))
  }
  const feature = {
    name: 'video',
    eventFrom: () => undefined,
    publicView: (raw: unknown) => ({ id: 'esc', ...(raw as (typeof states)[number]) }), // written above
    step: () => {
      throw new Error('decides nothing')
    },
    perform: () => Promise.reject(new Error('does nothing')),
  }
  const census = createCensus(redis, prefix)
  expect(await census.samples()).toEqual([])
  await census.take([feature], store, periodicTask, 31_000)
  expect(new Map(await census.samples())).toEqual(
    new Map([
      ['escalate_live{feature="video",state="live"}', 2],
      ['escalate_live{feature="video",state="ending"}', 2],
      ['escalate_ending_oldest_seconds{feature="video"}', 30],
    ]),
  )
})

it('an unreadable entry is reported and skipped; a key with a different value is skipped', async () => {
  const { redis, prefix, store, decide, value } = counting()
  const { periodicTask: following, problems } = aPeriodicTask('numbers')
  for (const key of ['CH1', 'CH2', 'CH3']) await decide(1, key)
  await redis.lset(`${prefix}:timeline:video:CH1`, 0, 'garbage')
  await redis.set(`${prefix}:timeline:video:CH2`, 'garbage')
  const numbers = createNumbers(redis, createTimelines(redis, prefix), prefix)
  expect(await numbers.follow(following)).toBe(1)
  expect(await value(decisions)).toBe(1)
  expect(problems).toMatchObject([{ name: 'numbers', cause: 'unreadable' }])
  expect(problems[0]?.item).toMatch(/^video CH1 \d+-\d+$/)
  expect(await store.load({ feature: 'video', key: 'CH1' })).toBeDefined()
})

it('a census of three features counts two when the third’s list is unreadable, and leaves out an unreadable record', async () => {
  const { redis, prefix, store } = aRedis()
  const { periodicTask: taking, problems } = aPeriodicTask('census')
  const feature = (name: string) => ({
    name,
    eventFrom: () => undefined,
    publicView: (raw: unknown) => z.object({ id: z.string(), state: z.string() }).parse(raw),
    step: () => {
      throw new Error('decides nothing')
    },
    perform: () => Promise.reject(new Error('does nothing')),
  })
  const live = { ...free, isLive: true }
  for (const [key, state] of Object.entries({ CH1: { id: 'a', state: 'live' }, CH2: 'garbage' }))
    await store.save({ feature: 'video', key }, aChange({ state, after: live }))
  await redis.set(`${prefix}:live:streams`, 'garbage')
  const census = createCensus(redis, prefix)
  await census.take(['streams', 'video', 'transfer'].map(feature), store, taking)
  expect((await census.samples()).map(([series]) => series)).toEqual([
    'escalate_live{feature="video",state="live"}',
    'escalate_ending_oldest_seconds{feature="video"}',
    'escalate_ending_oldest_seconds{feature="transfer"}',
  ])
  expect(problems.map(({ item, cause }) => `${item}: ${cause}`)).toEqual([
    'streams: unreadable',
    'video CH2: unreadable',
  ])
})

it('a number that cannot be read stops no other, and is counted as missing', async () => {
  const { redis, prefix } = aRedis()
  await redis.set(`${prefix}:census`, 'garbage')
  await redis.set(`${prefix}:unsent-outboxes`, 'garbage')
  const text = await createInstallation(redis, [], prefix).text()
  expect(text).toMatch(/^escalate_redis_up 1$/m)
  expect(text).toMatch(/^escalate_timeline_lag_seconds 0$/m)
  expect(text).toMatch(/^escalate_unreadable_numbers 2$/m)
})
