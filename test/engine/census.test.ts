import { expect, it } from 'vitest'
import { z } from 'zod'
import { createCensus } from '../../src/engine/census.ts'
import { createInstallation } from '../../src/engine/installation.ts'
import { aPeriodicTask } from '../support/a-periodic-task.ts'
import { aChange, aRedis, free } from '../support/a-redis.ts'

const { periodicTask } = aPeriodicTask('census')

it('the census counts live records by state, and has the age of the oldest of two ending ones', async () => {
  const { redis, prefix, store } = aRedis()
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
  expect(text).toMatch(/^escalate_timeline_lag_seconds\{projection="history"\} 0$/m)
  expect(text).toMatch(/^escalate_unreadable_numbers 2$/m)
})
