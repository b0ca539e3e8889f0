import { randomUUID } from 'node:crypto'
import { Queue } from 'bullmq'
import { expect, it, onTestFinished } from 'vitest'
import { Retryable, StoreTrouble } from '../../src/core/errors.ts'
import { createPatience } from '../../src/engine/patience.ts'
import { connectPatient } from '../../src/engine/redis.ts'
import { until } from '../../tools/until.ts'
import { JobWorker } from '../../workers/job-worker.ts'
import { orDeadLetter, workerOptions } from '../../workers/options.ts'
import { aRedisServer } from '../support/a-redis-server.ts'

/** A queue with a worker in a Redis of its own, because a refusing Redis refuses all clients. */
async function aQueueThatWorks(work: (id: string) => Promise<void>) {
  const server = await aRedisServer(['save ""', 'maxmemory-policy noeviction'])
  const redis = connectPatient(`redis://127.0.0.1:${server.port}`)
  const queue = new Queue('jobs', { connection: redis })
  queue.on('error', () => {})
  const told: string[] = []
  const ending = new AbortController()
  const patiently = createPatience((reason) => told.push(reason), ending.signal)
  const worker = new JobWorker('jobs', (job) => orDeadLetter(work(job.name)), {
    ...workerOptions,
    lockDuration: 1_000,
    stalledInterval: 500,
    connection: redis,
    patiently,
  })
  const failures: string[] = []
  worker.on('error', () => {})
  worker.on('failed', (job) => failures.push(`${job?.name} ${job?.attemptsMade}`))
  onTestFinished(async () => {
    ending.abort()
    await worker.close()
    await queue.close()
    redis.disconnect()
    await server.stop()
  })
  await worker.waitUntilReady()
  return { redis, queue, worker, told, failures, patiently, ending }
}

const add = (queue: Queue, ...names: readonly string[]) =>
  queue.addBulk(
    names.map((name) => ({ name, data: {}, opts: { attempts: 2, backoff: { type: 'custom' }, jobId: name } })),
  )

const refusals = {
  'without room': async (redis: ReturnType<typeof connectPatient>, isOn: boolean) =>
    redis.config('SET', 'maxmemory', isOn ? 1 : 0),
  'that takes too few replicas for a write': async (redis: ReturnType<typeof connectPatient>, isOn: boolean) =>
    redis.config('SET', 'min-replicas-to-write', isOn ? 1 : 0),
} as const

it.each(Object.entries(refusals))(
  'a Redis %s for 8 s uses up no attempt: a save inside a run waits, a done job stays done, the next job is taken',
  async (_, refuse) => {
    const runs: string[] = []
    const kept = `kept-${randomUUID()}`
    let isRefusing = false
    const { redis, queue, told, failures, patiently } = await aQueueThatWorks(async (id) => {
      runs.push(id)
      if (id === 'saves') await patiently(() => redis.set(kept, id))
      if (id === 'ends') await until('Redis refuses', async () => isRefusing)
      if (id === 'breaks' && runs.filter((each) => each === id).length === 1) {
        await until('Redis refuses', async () => isRefusing)
        throw new Retryable('Twilio said 503')
      }
    })
    await add(queue, 'ends', 'breaks')
    await until('both run', async () => runs.length === 2)
    await refuse(redis, true)
    isRefusing = true
    await expect(redis.set('x', 1)).rejects.toThrow(/OOM|NOREPLICAS/)
    await expect(add(queue, 'refused')).rejects.toThrow(/OOM|NOREPLICAS/)
    const until8 = performance.now() + 8_000
    await until('8 s are over', async () => performance.now() > until8, { everyMs: 200 })
    await refuse(redis, false)
    await add(queue, 'saves', 'after')
    await until('everything is done', async () => (await queue.getJobCounts()) && (await counts(queue)) === 0)
    expect(await redis.get(kept)).toBe('saves')
    expect(await queue.getFailedCount()).toBe(0)
    expect(failures.filter((each) => !each.startsWith('breaks'))).toEqual([])
    expect(runs.length).toBeLessThan(12)
    expect(told.length).toBeLessThan(200)
  },
  30_000,
)

async function counts(queue: Queue): Promise<number> {
  const { waiting = 0, active = 0, delayed = 0 } = await queue.getJobCounts('waiting', 'active', 'delayed')
  return waiting + active + delayed
}

it('a job that trouble with the store ends goes to another worker, without an attempt', async () => {
  const runs: number[] = []
  const { queue, failures } = await aQueueThatWorks(async () => {
    runs.push(1)
    if (runs.length < 4) throw new StoreTrouble('no', { reason: 'OOM' })
  })
  await add(queue, 'left')
  await until('it is done in the end', async () => runs.length === 4 && (await counts(queue)) === 0)
  expect(failures).toEqual([])
  expect(await queue.getFailedCount()).toBe(0)
})
