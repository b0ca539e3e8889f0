import { Redis } from 'ioredis'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createTimelines } from '../../src/engine/timelines.ts'
import { createDeliveries } from '../../src/outbound/deliveries.ts'
import type { Endpoint } from '../../src/outbound/endpoint.ts'
import { createEndpoints } from '../../src/outbound/endpoints.ts'
import { createSend } from '../../src/outbound/send.ts'
import { cursorKey } from '../../src/projections/cursor.ts'
import { outboundProjection } from '../../src/projections/outbound.ts'
import { until } from '../../tools/until.ts'
import { createOutbox } from '../../webhooks/outbox.ts'
import { createDeliveryWorker } from '../../workers/outbound/deliver.ts'
import { aPeriodicTask } from '../support/a-periodic-task.ts'
import { aReader } from '../support/a-reader.ts'
import { aReceiver, secret } from '../support/a-receiver.ts'
import { aChange, anEntry, aRedis } from '../support/a-redis.ts'

const conversation = (n: number) => `CH${String(n).padStart(32, '0')}`

/** From the timeline to a receiver, with its own keys. `isWorking: false`: no worker delivers. */
async function aWay(configured: readonly Endpoint[], isWorking = true) {
  const { redis, prefix, store } = aRedis()
  const jobs = `jobs-${prefix}`
  // BullMQ's workers block, so they need a connection of their own.
  const patient = new Redis(process.env['REDIS_URL'] ?? '', { maxRetriesPerRequest: null })
  const { periodicTask, problems } = aPeriodicTask('outbound')
  const timelines = createTimelines(redis, prefix)
  const endpoints = createEndpoints(redis, {
    configured,
    linkSecrets: ['now'],
    prefix,
    reportUnreadable: periodicTask.failed,
  })
  const deliveries = createDeliveries(redis, jobs)
  const notes: string[] = []
  const deps = {
    endpoints,
    send: createSend({ mayBePrivate: true, mayBePlain: true }),
    note: (_: object, text: string) => void notes.push(text),
    patiently: <T>(work: () => Promise<T>) => work(),
  }
  const worker = isWorking ? createDeliveryWorker(patient, deps, jobs) : undefined
  onTestFinished(async () => {
    await worker?.close()
    await deliveries.queue.obliterate({ force: true })
    await deliveries.close()
    patient.disconnect()
  })
  const pass = (to: Pick<typeof deliveries, 'add'> = deliveries) =>
    aReader({ redis, prefix, name: 'outbound' }, outboundProjection({ endpoints, deliveries: to }), {
      periodicTask,
    }).follow()
  await pass() // from now on
  let n = 0
  return {
    endpoints,
    deliveries,
    notes,
    problems,
    pass,
    redis,
    prefix,
    outbox: createOutbox(timelines, deliveries),
    async happens(state: string, feature = 'video-escalation') {
      const key = conversation(++n)
      const entry = anEntry({ feature, key, after: { id: `esc-${n}`, state } })
      await store.save({ feature, key }, aChange({ entry }))
    },
  }
}

const to = (url: string, more: Partial<Endpoint> = {}): Endpoint => ({ id: 'crm', url, secrets: [secret], ...more })

describe('from the timeline to a receiver', () => {
  it('two changes of state are delivered, and an entry of an unknown feature is not', async () => {
    const { url, received } = await aReceiver()
    const way = await aWay([to(url)])
    await way.happens('requested')
    await way.happens('told', 'unheard-of')
    await way.happens('live')
    await way.pass()
    await until('both are there', async () => received.length === 2)
    expect(received.map(({ body }) => body.type).sort()).toEqual(['escalation.live', 'escalation.requested'])
  })

  it('a receiver gets only the events on its list, and one without a list gets all', async () => {
    const [all, few] = [await aReceiver(), await aReceiver()]
    const way = await aWay([to(all.url, { id: 'all' }), to(few.url, { id: 'few', events: ['escalation.ended'] })])
    await way.happens('live')
    await way.happens('ended')
    await way.pass()
    await until('three are there', async () => all.received.length + few.received.length === 3)
    expect(few.received.map(({ body }) => body.type)).toEqual(['escalation.ended'])
    expect(all.received.map(({ body }) => body.type).sort()).toEqual(['escalation.ended', 'escalation.live'])
  })

  it('an unreadable endpoint and an unreadable entry are reported, and the others’ events are delivered', async () => {
    const { url, received } = await aReceiver()
    const way = await aWay([to(url)])
    await way.redis.hset(`${way.prefix}:endpoints`, 'broken', '{"id":')
    await way.happens('requested')
    await way.happens('live')
    await way.redis.lset(`${way.prefix}:timeline:video-escalation:${conversation(1)}`, 0, 'garbage')
    await way.pass()
    await until('one is there', async () => received.length === 1)
    expect(received.map(({ body }) => body.type)).toEqual(['escalation.live'])
    expect(way.problems.map(({ cause }) => cause)).toEqual(['unreadable', 'unreadable'])
    expect(way.problems[1]?.item).toBe('endpoint broken')
  })

  it('an endpoint whose key is missing is named, and its events are kept and tried again', async () => {
    const { url, received } = await aReceiver()
    const way = await aWay([])
    await createEndpoints(way.redis, { configured: [], linkSecrets: ['another'], prefix: way.prefix }).put(to(url))
    await way.happens('live')
    await way.pass()
    await until('it waits for its next try', async () => (await way.deliveries.queue.getDelayedCount()) === 1)
    const [job] = await way.deliveries.queue.getDelayed()
    expect(job?.data).toMatchObject({ endpointId: 'crm', event: { body: { type: 'escalation.live' } } })
    expect(way.problems[0]).toMatchObject({ item: 'endpoint crm', cause: 'unreadable' })
    await way.endpoints.put(to(url))
    await job?.promote()
    await until('it is there', async () => received.length === 1)
  })

  it('an event that is forwarded twice, because the cursor was not kept, is sent once', async () => {
    const { url, received } = await aReceiver()
    const way = await aWay([to(url)])
    const place = await way.redis.get(cursorKey(way.prefix, 'outbound'))
    await way.happens('live')
    await way.pass()
    await until('it is there', async () => received.length === 1)
    await way.redis.set(cursorKey(way.prefix, 'outbound'), place ?? '0')
    await way.happens('ended')
    await way.pass()
    await until('the next is there', async () => received.length === 2)
    expect(received.map(({ body }) => body.type)).toEqual(['escalation.live', 'escalation.ended'])
  })

  it('a forwarder that dies before its deliveries are saved leaves them to the next round', async () => {
    const { url, received } = await aReceiver()
    const way = await aWay([to(url)])
    await way.happens('live')
    await expect(way.pass({ add: () => Promise.reject(new Error('died here')) })).rejects.toThrow('died here')
    expect(await way.pass()).toBe(1)
    await until('it is there', async () => received.length === 1)
  })

  it('a receiver that answered 410 gets no more events until it is put again', async () => {
    const { url, received } = await aReceiver((n, response) => void response.writeHead(n === 1 ? 410 : 204).end())
    const way = await aWay([])
    await way.endpoints.put(to(url))
    await way.happens('live')
    await way.pass()
    await until('it is disabled', async () => (await way.endpoints.all())[0]?.disabled === 'answered 410')
    await way.happens('ended')
    await way.pass()
    expect(await way.deliveries.queue.getJobCounts('waiting', 'delayed')).toEqual({ waiting: 0, delayed: 0 })
    await way.endpoints.put(to(url))
    await way.happens('rated-not-known')
    await way.pass()
    await until('the next is there', async () => received.length === 2)
    expect(received.map(({ body }) => body.type)).toEqual(['escalation.live', 'escalation.rated-not-known'])
  })

  it('a delivery answered with Retry-After: 600 waits 600 s for its second attempt', async () => {
    const { url, received } = await aReceiver(
      (_, response) => void response.writeHead(503, { 'retry-after': '600' }).end(),
    )
    const way = await aWay([to(url)])
    await way.happens('live')
    await way.pass()
    await until('it waits', async () => (await way.deliveries.queue.getDelayed()).length === 1)
    const [job] = await way.deliveries.queue.getDelayed()
    expect(received).toHaveLength(1)
    expect(job?.delay).toBe(600_000)
    expect(job?.attemptsMade).toBe(1)
  })

  it('after five failures in a row the next delivery waits without an attempt', async () => {
    const { url, received } = await aReceiver((_, response) => void response.writeHead(500).end())
    const way = await aWay([to(url)])
    for (let n = 0; n < 5; n++) await way.happens(`state-${n}`)
    await way.pass()
    await until('five have failed', async () => (await way.deliveries.queue.getDelayed()).length === 5)
    await way.happens('live')
    await way.pass()
    await until('six wait', async () => (await way.deliveries.queue.getDelayed()).length === 6)
    const tries = (await way.deliveries.queue.getDelayed()).map((job) => job.attemptsMade).sort()
    expect([tries, received.length]).toEqual([[0, 1, 1, 1, 1, 1], 5])
  })
})

describe('deliveries on request', () => {
  it('a dead letter is listed with its reason, and is sent when it is retried', async () => {
    const { url, received } = await aReceiver()
    const way = await aWay([])
    await way.deliveries.add([
      {
        endpointId: 'crm',
        event: { id: 'evt-1', body: { type: 'escalation.live', timestamp: '2026-11-21T12:00:00.000Z', data: {} } },
      },
    ])
    const dead = await until('it is dead', async () => {
      const all = await way.outbox.dead()
      return all.length > 0 && all
    })
    expect(dead).toMatchObject([{ endpoint: 'crm', type: 'escalation.live', why: 'the endpoint was removed' }])
    await way.endpoints.put(to(url))
    expect(await way.outbox.retry([dead[0]?.id ?? '', 'never-there'])).toBe(1)
    await until('it is there', async () => received.length === 1)
    expect(await way.outbox.dead()).toEqual([])
  })

  it('the events of a time range are sent again under their earlier ids', async () => {
    const { url, received } = await aReceiver()
    const way = await aWay([to(url)])
    const since = Date.now()
    await way.happens('requested')
    await way.happens('live')
    await way.pass()
    await until('both are there', async () => received.length === 2)
    expect(await way.outbox.replay('crm', { since, until: Date.now() })).toBe(2)
    await until('both are there again', async () => received.length === 4)
    expect(new Set(received.map(({ id }) => id)).size).toBe(2)
    expect(await way.outbox.replay('crm', { since: since - 60_000, until: since - 1 })).toBe(0)
  })
})
