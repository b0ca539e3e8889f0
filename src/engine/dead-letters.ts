import type { Queue } from 'bullmq'
import { away, within } from './accept.ts'

/**
 * A job that was given up: an event that cannot be decided, an effect whose job is broken, an event that no receiver
 * accepted. Times in ms.
 */
export type DeadLetter = {
  readonly queue: string
  readonly id: string
  readonly name: string
  readonly reason: string
  readonly failedAt: number
  readonly tries: number
  /** The conversations that the job is about; for a delivery, its endpoint. */
  readonly keys: readonly string[]
}

/** A queue with jobs of any type. */
export type AnyQueue = Queue

export interface DeadLetters {
  /** The newest dead letters, at most `most` of each queue, and the number of all. */
  list(most: number): Promise<{ readonly total: number; readonly jobs: readonly DeadLetter[] }>
  /**
   * Puts a job back into its queue. That is safe: known event ids change nothing, and effects check before they repeat.
   * @returns false when the job is not a dead letter (any more)
   */
  retry(queue: string, id: string): Promise<boolean>
}

const patienceMs = 2_000

/** `all`: the queues whose failed sets are read. */
export function createDeadLetters({ all }: { readonly all: readonly AnyQueue[] }, isReady: () => boolean): DeadLetters {
  const inTime = <T>(work: () => Promise<T>): Promise<T> =>
    isReady() ? within(patienceMs, work()) : Promise.reject(away())

  return {
    list: (most) =>
      inTime(async () => {
        const counts = await Promise.all(all.map((queue) => queue.getFailedCount()))
        const failed = await Promise.all(all.map((queue) => queue.getFailed(0, most - 1)))
        const jobs = failed.flat().flatMap((job): DeadLetter[] =>
          job?.id
            ? [
                {
                  queue: job.queueName,
                  id: job.id,
                  name: job.name,
                  reason: job.failedReason ?? '',
                  failedAt: job.finishedOn ?? job.timestamp,
                  tries: job.attemptsMade,
                  keys: keysOf(job.data),
                },
              ]
            : [],
        )
        const newestFirst = jobs.sort((a, b) => b.failedAt - a.failedAt)
        return { total: counts.reduce((sum, each) => sum + each, 0), jobs: newestFirst }
      }),

    retry: (name, id) =>
      inTime(async () => {
        const queue = all.find((each) => each.name === name)
        const job = await queue?.getJob(id)
        if (!job || !(await job.isFailed())) return false
        await job.retry('failed')
        return true
      }),
  }
}

/** A fact job holds several events, an effect job one effect; a broken job may hold anything. */
function keysOf(data: unknown): readonly string[] {
  const held: readonly unknown[] = Array.isArray(data) ? data.map((each: unknown) => fieldOf(each, 'event')) : [data]
  return [
    ...new Set(
      held.map((each) => fieldOf(each, 'key') ?? fieldOf(each, 'endpointId')).filter((key) => typeof key === 'string'),
    ),
  ]
}

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Object.entries(value).find(([each]) => each === name)?.[1] : undefined
