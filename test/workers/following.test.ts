import { expect, it } from 'vitest'
import { createTimelines } from '../../src/engine/timelines.ts'
import { cursorKey } from '../../src/projections/cursor.ts'
import { createHistory } from '../../src/projections/history.ts'
import { outboundProjection } from '../../src/projections/outbound.ts'
import { until } from '../../tools/until.ts'
import { createFollowing } from '../../workers/following.ts'
import { leaseKey } from '../../workers/leader.ts'
import { aPeriodicTask } from '../support/a-periodic-task.ts'
import { aChange, anEntry, aRedis } from '../support/a-redis.ts'

function someWorkers() {
  const { redis, prefix, store } = aRedis()
  const sent: string[] = []
  const add = async (deliveries: readonly { readonly event: { readonly id: string } }[]) => {
    sent.push(...deliveries.map(({ event }) => event.id))
    return []
  }
  const endpoint = { id: 'crm', url: 'https://crm.example', secrets: [], isConfigured: true }
  const worker = (isOutdated = async () => false) =>
    createFollowing(redis, {
      prefix,
      outbound: outboundProjection({ endpoints: { all: async () => [endpoint] }, deliveries: { add } }),
      tasks: { history: aPeriodicTask('history').periodicTask, outbound: aPeriodicTask('outbound').periodicTask },
      isOutdated,
    })
  const happens = async (key: string, type = 'effect.failed') => {
    const feature = 'video-escalation'
    const about = { effect: 'room.create' }
    const entry = anEntry({ feature, key, type, received: Date.now(), about, after: { id: key, state: 'live' } })
    await store.save({ feature, key }, aChange({ entry }))
  }
  const failures = async () => (await createHistory(redis, () => true, prefix).failures()).length
  return { redis, prefix, worker, happens, failures, sent, timelines: createTimelines(redis, prefix) }
}

it('of two workers one follows, and both projections get every entry once', async () => {
  const { worker, happens, failures, sent } = someWorkers()
  const rounds = [worker(), worker()]
  for (const key of ['CH1', 'CH2', 'CH3']) {
    await happens(key)
    await Promise.all(rounds.map((round) => round()))
  }
  await until('both are at the end', async () => {
    await Promise.all(rounds.map((round) => round()))
    return (await failures()) === 3
  })
  expect(sent).toEqual(['evt-video-escalation-CH1-1', 'evt-video-escalation-CH2-1', 'evt-video-escalation-CH3-1'])
})

it('goes on from the cursors of an earlier version', async () => {
  const { redis, prefix, worker, happens, failures, sent, timelines } = someWorkers()
  await happens('CH1')
  const end = await timelines.end()
  await redis.mset(`${prefix}:history:cursor`, end, `${prefix}:outbound-place`, end)
  await happens('CH2')
  const round = worker()
  await until('it is counted', async () => {
    await round()
    return (await failures()) > 0
  })
  expect([await failures(), sent]).toEqual([1, ['evt-video-escalation-CH2-1']])
})

it('a worker that meets an entry of a newer version leads no more', async () => {
  const { redis, prefix, worker, happens, sent, timelines } = someWorkers()
  await happens('CH1')
  await happens('CH2')
  const list = `${prefix}:timeline:video-escalation:CH1`
  const [readable = ''] = await redis.lrangeBuffer(list, 0, 0)
  await redis.lset(list, 0, Buffer.of(7, 7))
  const outdated = worker(async () => true)
  await expect(outdated()).rejects.toMatchObject({ reason: 'newer-format' })
  await redis.del(leaseKey(prefix, 'projections')) // its lease has ended
  await outdated()
  expect(await redis.exists(leaseKey(prefix, 'projections'))).toBe(0)
  await redis.lset(list, 0, readable) // as a newer version reads it
  await worker()()
  expect(sent).toHaveLength(2)
  expect(await redis.get(cursorKey(prefix, 'outbound'))).toBe(await timelines.end())
})
