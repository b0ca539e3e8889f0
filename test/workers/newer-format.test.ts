import { Queue } from 'bullmq'
import { expect, it, onTestFinished } from 'vitest'
import { createMutexes } from '../../src/engine/mutex.ts'
import { createPatience } from '../../src/engine/patience.ts'
import { createQueues, factQueue, jobPrefix } from '../../src/engine/queues.ts'
import { connectPatient } from '../../src/engine/redis.ts'
import { recordKey } from '../../src/engine/timeline-keys.ts'
import { currentFormat } from '../../src/formats/index.ts'
import { until } from '../../tools/until.ts'
import { createFactWorker } from '../../workers/facts.ts'
import { aCounter, counted } from '../support/a-counter.ts'
import { aChange, aRedis } from '../support/a-redis.ts'

/** A worker of this version, and a queue that a newer version may have filled. */
async function aWorker() {
  const { redis, prefix, store } = aRedis()
  const connection = connectPatient(process.env['REDIS_URL'] ?? '', () => {})
  const counter = aCounter()
  const queues = createQueues(connection, [counter.name], prefix)
  const reasons: string[] = []
  const ending = new AbortController()
  const patiently = createPatience((reason) => void reasons.push(reason), ending.signal)
  const deps = { store, handOver: queues.handOver, mutex: createMutexes(), note: () => {} }
  const worker = createFactWorker(connection, [counter], { ...deps, patiently, pushApart: queues.pushApart }, prefix)
  worker.on('error', () => {})
  const queue = new Queue(factQueue, { connection, prefix: jobPrefix(prefix) })
  onTestFinished(async () => {
    ending.abort()
    await worker.close(true)
    await Promise.all([queues.close(), queue.close()])
    const keys = await redis.keys(`${jobPrefix(prefix)}:*`)
    if (keys.length > 0) await redis.del(...keys)
    connection.disconnect()
  })
  return { redis, prefix, store, queue, worker, reasons }
}

const record = { feature: 'counter', key: 'CH1' }
const add = { feature: 'counter', event: { type: 'add', id: 'E1', key: 'CH1', at: 1, by: 5 } }
const opts = { attempts: 2, backoff: { type: 'custom' }, jobId: 'one' }

it('a job of a newer format is left to another worker: no attempt is counted, and it is no dead letter', async () => {
  const { queue, worker, store } = await aWorker()
  await worker.pause()
  await queue.add('add', [{ ...add, format: currentFormat + 1 }], opts)
  const left = new Promise((resolve) => worker.once('active', resolve))
  worker.resume()
  await left
  await until(
    'it was taken and left',
    async () => (await queue.getActiveCount()) + (await queue.getWaitingCount()) === 1,
  )
  const job = await queue.getJob('one')
  expect([job?.attemptsMade, await queue.getFailedCount(), await store.load(record)]).toEqual([0, 0, undefined])
})

it('a job about a record of a newer format is left as well, and is decided once a worker can read the record', async () => {
  const { redis, prefix, queue, store, reasons } = await aWorker()
  await store.save(record, aChange({ state: { total: 1, told: [] } }))
  await redis.hset(recordKey(prefix, record), 'format', currentFormat + 1)
  await queue.add('add', [{ ...add, format: currentFormat }], opts)
  await until('it was refused', async () => reasons.includes('newer-format'))
  expect([(await queue.getJob('one'))?.attemptsMade, await queue.getFailedCount()]).toEqual([0, 0])
  await redis.hset(recordKey(prefix, record), 'format', currentFormat)
  await until('it is decided', async () => counted((await store.load(record))?.state).total === 6, { withinMs: 20_000 })
})

it('a job from before formats had numbers is decided', async () => {
  const { queue, store } = await aWorker()
  await queue.add('add', [add], opts)
  await until(
    'it is decided',
    async () => counted((await store.load(record))?.state ?? { total: 0, told: [] }).total === 5,
  )
})
