import { randomUUID } from 'node:crypto'
import { Queue, UnrecoverableError, Worker } from 'bullmq'
import { onTestFinished } from 'vitest'
import { until } from '../../tools/until.ts'
import { aRedis } from './a-redis.ts'

/**
 * A queue of this test only, with jobs in its failed set for the given reasons. `ran` counts jobs that ran afterwards.
 */
export async function aQueueWithParked(reasons: readonly string[], data: unknown = { key: 'CH1' }) {
  const { redis } = aRedis()
  const name = `test-${randomUUID()}`
  const queue = new Queue(name, { connection: redis })
  queue.on('error', () => {})
  let isBroken = true
  const ran: string[] = []
  const connection = redis.duplicate({ maxRetriesPerRequest: null })
  const work = async (job: { readonly id?: string | undefined; readonly name: string }) => {
    if (isBroken) throw new UnrecoverableError(job.name)
    ran.push(job.id ?? '')
  }
  const worker = new Worker(name, work, { connection })
  worker.on('error', () => {})
  onTestFinished(async () => {
    await worker.close(true)
    await queue.obliterate({ force: true })
    await queue.close()
    connection.disconnect()
  })
  for (const [n, reason] of reasons.entries()) await queue.add(reason, data, { jobId: `job-${n}` })
  await until('all are parked', async () => (await queue.getFailedCount()) === reasons.length)
  return {
    queue,
    name,
    ran,
    mend(): void {
      isBroken = false
    },
  }
}
