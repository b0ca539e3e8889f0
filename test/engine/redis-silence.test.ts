import { randomUUID } from 'node:crypto'
import type { Redis } from 'ioredis'
import { expect, it, type TestContext } from 'vitest'
import { createChanges } from '../../src/engine/changes.ts'
import { keepSubscribed } from '../../src/engine/pulse.ts'
import { connectImpatient, connectPatient, isReady } from '../../src/engine/redis.ts'
import { until } from '../../tools/until.ts'
import { aRedisServer } from '../support/a-redis-server.ts'
import { aRelay, type Swallowed } from '../support/a-relay.ts'

/** A Redis of its own, and clients that reach it only through a relay. */
async function behindARelay({ onTestFinished }: Pick<TestContext, 'onTestFinished'>, lines: readonly string[] = []) {
  const server = await aRedisServer(['save ""', ...lines])
  const relay = await aRelay(server.port)
  const clients: Redis[] = []
  onTestFinished(async () => {
    for (const each of clients) each.disconnect()
    await relay.stop()
    await server.stop()
  })
  const known = <R extends Redis>(client: R) => {
    clients.push(client)
    return client
  }
  return { server, relay, known, url: `redis://127.0.0.1:${relay.port}` }
}

const soon = { withinMs: 15_000 }

it.concurrent.for<Swallowed>(['both', 'requests', 'answers'])(
  'patient and impatient clients work again within 15 s of silence (%s swallowed), with and without commands',
  { timeout: 40_000 },
  async (swallowed, context) => {
    const { relay, known, url } = await behindARelay(context)
    const told: string[] = []
    const [patient, impatient] = [known(connectPatient(url)), known(connectImpatient(url, (each) => told.push(each)))]
    const subscriber = known(connectPatient(url))
    const heard: string[] = []
    subscriber.on('message', (_, text: string) => heard.push(text))
    await subscriber.subscribe('news')
    await until('the impatient one is ready', async () => isReady(impatient))
    const [made] = [relay.accepted()]
    expect(relay.silence(swallowed)).toBe(3)
    await until('each has a new connection', async () => relay.accepted() >= made + 3, soon)
    expect(await patient.set('a', 1)).toBe('OK')
    await until('the impatient one answers', async () => (await impatient.get('a')) === '1', soon)
    await until('a message arrives', async () => (await impatient.publish('news', 'b')) > 0 && heard.length > 0, soon)
    expect(new Set(told)).toEqual(new Set(['silent']))
    expect(relay.accepted()).toBeLessThan(made + 7)
  },
)

it.concurrent('a blocking connection is kept for as long as BullMQ blocks, and closed within 20 s of silence', async (context) => {
  const { relay, known, url } = await behindARelay(context)
  const blocking = known(known(connectPatient(url)).duplicate())
  expect(await blocking.bzpopmin('nothing', 10)).toBeNull()
  expect(relay.accepted()).toBe(2)
  const popped = blocking.bzpopmin('something', 10)
  relay.silence('both')
  const other = known(connectPatient(url))
  await other.zadd('something', 1, 'found')
  await until('the read is repeated', async () => (await popped) !== null, { withinMs: 20_000 })
}, 60_000)

it.concurrent('a cluster’s clients, its subscriber among them, work again within 20 s of silence', async (context) => {
  const { server, relay, known } = await behindARelay(context, ['cluster-enabled yes', 'cluster-announce-ip 127.0.0.1'])
  const plain = known(connectPatient(`redis://127.0.0.1:${server.port}`))
  await plain.config('SET', 'cluster-announce-port', relay.port)
  await plain.cluster('ADDSLOTSRANGE', 0, 16_383)
  await until('the cluster is one', async () => (await plain.cluster('INFO')).includes('cluster_state:ok'))
  const url = `redis+cluster://127.0.0.1:${relay.port}`
  const [patient, impatient] = [known(connectPatient(url)), known(connectImpatient(url))]
  const subscriber = known(connectPatient(url))
  let heard = 0
  createChanges(subscriber).watch('video', 'CH1', () => (heard += 1))
  keepSubscribed(subscriber, impatient)
  await until('the impatient one is ready', async () => isReady(impatient))
  const tell = async () => (await impatient.publish('escalate:changed', 'video CH1')) > 0 && heard > 0
  await until('a message arrives', tell)
  expect(await patient.set('a', randomUUID())).toBe('OK')
  expect(await impatient.get('a')).toBeTruthy()
  heard = 0
  expect(relay.silence('both')).toBeGreaterThan(1)
  await Promise.all([
    until('a message arrives again', tell, { withinMs: 20_000 }),
    until('the patient one answers', async () => (await patient.set('a', '1')) === 'OK', { withinMs: 20_000 }),
    until('the impatient one answers', async () => (await impatient.ping()) === 'PONG', { withinMs: 20_000 }),
  ])
}, 60_000)

it.concurrent('clients of sentinels work again within 20 s of silence, when a sentinel is silent as well', async (context) => {
  const { relay, known } = await behindARelay(context)
  const lines = [`sentinel monitor main 127.0.0.1 ${relay.port} 1`, 'sentinel down-after-milliseconds main 60000']
  const [silent, good] = [await aRedisServer(lines, ['--sentinel']), await aRedisServer(lines, ['--sentinel'])]
  context.onTestFinished(async () => {
    await Promise.all([silent.stop(), good.stop()])
  })
  const url = `redis+sentinel://127.0.0.1:${silent.port},127.0.0.1:${good.port}/main`
  const [patient, impatient] = [known(connectPatient(url)), known(connectImpatient(url))]
  await until('the impatient one is ready', async () => isReady(impatient))
  silent.kill('SIGSTOP')
  relay.silence('both')
  await Promise.all([
    until('the patient one answers', async () => (await patient.set('a', '1')) === 'OK', { withinMs: 20_000 }),
    until('the impatient one answers', async () => (await impatient.ping()) === 'PONG', { withinMs: 20_000 }),
  ])
  silent.kill('SIGCONT')
}, 60_000)
