import { randomUUID } from 'node:crypto'
import { Worker } from 'bullmq'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createInstallation } from '../../src/engine/installation.ts'
import { createQueues, effectQueue, jobPrefix } from '../../src/engine/queues.ts'
import { connectImpatient, connectPatient, isReady } from '../../src/engine/redis.ts'
import { redisAddress } from '../../src/engine/redis-address.ts'
import { createRedisStore } from '../../src/engine/redis-store.ts'
import { createDeliveries } from '../../src/outbound/deliveries.ts'
import { createEndpoints } from '../../src/outbound/endpoints.ts'
import { historyProjection } from '../../src/projections/history-counts.ts'
import { outboundProjection } from '../../src/projections/outbound.ts'
import { until } from '../../tools/until.ts'
import { createLeader, leaseKey } from '../../workers/leader.ts'
import { aReader } from '../support/a-reader.ts'
import { aChange } from '../support/a-redis.ts'
import { aRedisServer } from '../support/a-redis-server.ts'

type Server = Awaited<ReturnType<typeof aRedisServer>>
const place = { feature: 'video', key: 'CH1' }
const everything = aChange({
  pending: [{ effectId: 'video-CH1-1-0', effect: { type: 'room.create' }, trace: 'EV1' }],
  after: { aliases: ['WT1'], locks: [{ name: 'agent-WK1', holder: 'WT1' }], isLive: true },
})

describe('the address of a Redis', () => {
  it.each([
    ['redis://127.0.0.1:6379/2', { kind: 'single', url: 'redis://127.0.0.1:6379/2' }],
    ['rediss://u:p@redis.example.com', { kind: 'single', url: 'rediss://u:p@redis.example.com' }],
    [
      'rediss+sentinel://me:p%40ss@a.example:26380,b.example/main/3?sentinel-password=s%26',
      {
        kind: 'sentinel',
        sentinels: [
          { host: 'a.example', port: 26_380 },
          { host: 'b.example', port: 26_379 },
        ],
        name: 'main',
        db: 3,
        sentinelPassword: 's&',
        login: { username: 'me', password: 'p@ss', tls: {} },
      },
    ],
    [
      'redis+cluster://:p@[::1]:7000,b',
      {
        kind: 'cluster',
        nodes: [
          { host: '::1', port: 7000 },
          { host: 'b', port: 6379 },
        ],
        login: { password: 'p' },
      },
    ],
  ])('is read: %s', (text, address) => {
    expect(redisAddress(text)).toMatchObject(address)
  })

  it.each([
    'http://a',
    'redis://',
    'redis+sentinel://a',
    'redis+cluster://a/0',
    'redis+sentinel://a:x/main',
    'redis+other://a',
    'redis://a/b',
    'redis://a:70000',
    'redis://u:12/x@a',
    'redis://u:12#x@a',
    'redis://u:12?x@a',
    'redis://u:%zz@a',
    'redis+sentinel://u:%zz@a/main',
    'redis+cluster://a:70000',
    '',
  ])('is refused: %j', (text) => expect(redisAddress(text)).toBeUndefined())
})

describe('a cluster', () => {
  let node: Server
  let url: string
  beforeAll(async () => {
    node = await aRedisServer(['cluster-enabled yes', 'cluster-announce-ip 127.0.0.1', 'save ""'])
    url = `redis+cluster://127.0.0.1:${node.port}`
    const plain = connectPatient(`redis://127.0.0.1:${node.port}`)
    await plain.cluster('ADDSLOTSRANGE', 0, 16_383)
    await until('the cluster is one', async () => (await plain.cluster('INFO')).includes('cluster_state:ok'))
    plain.disconnect()
  })
  afterAll(() => node?.stop())

  it('keeps records, jobs, numbers and deliveries in one slot when the prefix is a hash tag', async () => {
    const prefix = `{${randomUUID()}}`
    const redis = connectPatient(url)
    const queues = createQueues(redis, ['video'], prefix)
    const store = createRedisStore(redis, { prefix })
    expect(await store.save(place, everything)).toBe('saved')
    await queues.handOver(place, everything.pending, false)
    await queues.push([{ feature: 'video', event: { type: 'add', id: 'EV2', key: 'CH1', at: 1 } }])
    const done: string[] = []
    const worker = new Worker(effectQueue('video'), async (job) => void done.push(job.name), {
      connection: redis,
      prefix: jobPrefix(prefix),
    })
    await until('the effect is performed', async () => done.length === 1)
    await store.acknowledge(place, ['video-CH1-1-0'])
    expect(await aReader({ redis, prefix }, historyProjection(prefix)).follow()).toBe(1)
    const installation = createInstallation(redis, queues.all, prefix)
    expect(await installation.text()).toContain('escalate_queue_jobs{queue="facts",state="waiting"} 1')
    const endpoints = createEndpoints(redis, { configured: [], linkSecrets: ['a link secret'], prefix })
    expect(
      await endpoints.put({
        id: 'crm',
        url: 'https://crm.example',
        secrets: [`whsec_${Buffer.alloc(24).toString('base64')}`],
      }),
    ).toBe(true)
    const deliveries = createDeliveries(redis, prefix)
    const outbound = outboundProjection({ endpoints, deliveries })
    expect(await aReader({ redis, prefix, name: 'outbound' }, outbound).follow()).toBe(1)
    const body = { type: 'video.started', timestamp: '2026-01-01T00:00:00Z', data: {} }
    await deliveries.add([{ endpointId: 'crm', event: { id: 'E1', body } }])
    expect(await createLeader(redis, leaseKey(prefix, 'census'), 10_000)()).toBe(true)
    const keys = await redis.keys('*')
    expect(keys.length).toBeGreaterThan(10)
    const slots = await Promise.all(keys.map((key) => redis.cluster('KEYSLOT', key)))
    expect(new Set(slots).size).toBe(1)
    await worker.close()
    await deliveries.close()
    await queues.close()
    redis.disconnect()
  })

  it('refuses a save when the prefix is no hash tag', async () => {
    const redis = connectPatient(url)
    const store = createRedisStore(redis, { prefix: randomUUID() })
    await expect(store.save(place, everything)).rejects.toThrow(/same slot|CROSSSLOT/i)
    redis.disconnect()
  })

  it('fails a command while it is away, instead of queueing it', async () => {
    const redis = connectImpatient('redis+cluster://127.0.0.1:1')
    expect(isReady(redis)).toBe(false)
    await expect(redis.get('x')).rejects.toThrow('enableOfflineQueue')
    redis.disconnect()
  })
})

describe('sentinels', () => {
  it('lead a save to the new master when the old one dies', async () => {
    const master = await aRedisServer(['save ""'])
    const replica = await aRedisServer(['save ""', `replicaof 127.0.0.1 ${master.port}`])
    const sentinel = await aRedisServer(
      [
        `sentinel monitor main 127.0.0.1 ${master.port} 1`,
        'sentinel down-after-milliseconds main 500',
        'sentinel failover-timeout main 2000',
      ],
      ['--sentinel'],
    )
    const redis = connectPatient(`redis+sentinel://127.0.0.1:${sentinel.port}/main`)
    try {
      const asked = connectPatient(`redis://127.0.0.1:${replica.port}`)
      await until('the replica follows', async () =>
        (await asked.info('replication')).includes('master_link_status:up'),
      )
      const watch = connectPatient(`redis://127.0.0.1:${sentinel.port}`)
      await until('the sentinel knows the replica', async () =>
        String(await watch.call('SENTINEL', 'replicas', 'main')).includes(String(replica.port)),
      )
      const store = createRedisStore(redis)
      expect(await store.save(place, everything)).toBe('saved')
      await redis.wait(1, 5_000)
      master.kill('SIGKILL')
      expect(await store.save(place, aChange({ from: 1, state: { n: 2 } }))).toBe('saved')
      expect(await asked.hget('escalate:record:video:CH1', 'version')).toBe('2')
      asked.disconnect()
      watch.disconnect()
    } finally {
      redis.disconnect()
      await Promise.all([sentinel.stop(), replica.stop(), master.stop()])
    }
  })
})
