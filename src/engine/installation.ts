import type { Queue } from 'bullmq'
import type { Redis } from 'ioredis'
import { type Meanings, type Sample, seriesOf, textOf } from '../metrics/exposition.ts'
import { cursorKey, storedProjections } from '../projections/cursor.ts'
import { within } from './accept.ts'
import { createCensus } from './census.ts'
import { lastBeat } from './heartbeat.ts'
import { createWriteCheck } from './redis-check.ts'
import { storeTroubleIn } from './store-trouble.ts'
import { createTimelines } from './timelines.ts'

const meanings: Meanings = {
  escalate_redis_up: 'Whether Redis works for this process, or the reason why not',
  escalate_redis_used_memory_bytes: 'Memory that Redis uses',
  escalate_worker_heartbeat_age_seconds: 'Age of the latest heartbeat of any worker; 60 without one',
  escalate_queue_jobs: 'Jobs by queue and state; failed ones are dead letters',
  escalate_queue_oldest_waiting_seconds: 'How long the oldest waiting job of a queue has been due',
  escalate_unsent_outboxes: 'Records whose effects are not handed to a queue yet',
  escalate_live: 'Live records by feature and state',
  escalate_ending_oldest_seconds: 'Age of the oldest ending that is not finished',
  escalate_unreadable_numbers: 'How many of these numbers are missing because they could not be read',
  escalate_timeline_lag_seconds: 'Length of the timeline that a projection has not committed yet',
}

/** A queue with jobs of any type, as far as it is read here. */
type Counted = Pick<Queue, 'name' | 'getJobCounts'> & {
  getWaiting(start: number, end: number): Promise<readonly Waiting[]>
}
type Waiting = { readonly timestamp: number; readonly processedOn?: number; readonly delay?: number }

const patienceMs = 1_500
const states = ['waiting', 'active', 'delayed', 'failed'] as const

/**
 * The metrics of the whole installation, which each process reads from Redis. Servers and workers publish the same
 * numbers, so that they are there while either runs; queries take the maximum, not the sum.
 */
export function createInstallation(
  redis: Redis,
  queues: readonly Counted[],
  prefix = 'escalate',
  check = createWriteCheck(redis, prefix),
) {
  const timelines = createTimelines(redis, prefix)
  const census = createCensus(redis, prefix)

  return {
    takeCensus: census.take,
    /** The text for `/metrics`. It comes in time even while Redis does not answer. */
    async text(): Promise<string> {
      const reason = (await check())?.reason
      const isUp: Sample = reason ? [seriesOf('escalate_redis_up', { reason }), 0] : ['escalate_redis_up', 1]
      if (reason === 'away') return textOf([isUp], meanings)
      try {
        return textOf([isUp, ...(await within(patienceMs, look()))], meanings)
      } catch (problem) {
        const cause = reason ?? storeTroubleIn(problem) ?? 'refused'
        return textOf([[seriesOf('escalate_redis_up', { reason: cause }), 0]], meanings)
      }
    },
  }

  /** Reads all numbers. One that cannot be read does not affect the others. */
  async function look(): Promise<readonly Sample[]> {
    const parts: readonly Promise<readonly Sample[]>[] = [
      redis.info('memory').then((info) => [['escalate_redis_used_memory_bytes', usedIn(info)]]),
      lastBeat(redis, prefix).then((age = 60_000) => [['escalate_worker_heartbeat_age_seconds', age / 1000]]),
      lags(),
      redis.zcard(`${prefix}:unsent-outboxes`).then((count) => [['escalate_unsent_outboxes', count]]),
      ...queues.map(queueSamples),
      census.samples(),
    ]
    const results = await Promise.allSettled(parts)
    const problems = results.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []))
    for (const problem of problems) if (storeTroubleIn(problem)) throw problem
    const found = results.flatMap((each) => (each.status === 'fulfilled' ? each.value : []))
    return [...found, ['escalate_unreadable_numbers', problems.length]]
  }

  /** How far each projection is behind the end of the story. One that has not begun yet has no lag. */
  async function lags(): Promise<readonly Sample[]> {
    const [end, ...cursors] = await Promise.all([
      timelines.end(),
      ...storedProjections.map((name) => redis.get(cursorKey(prefix, name))),
    ])
    return storedProjections.map((projection, n): Sample => {
      const cursor = cursors[n] ?? undefined
      const lag = cursor === undefined || end === '0' ? 0 : Math.max(0, msOf(end) - msOf(cursor)) / 1000
      return [seriesOf('escalate_timeline_lag_seconds', { projection }), lag]
    })
  }
}

/** Milliseconds in a position of the stream of all entries. */
const msOf = (at: string) => Number(at.split('-')[0])

const usedIn = (info: string) => Number(/used_memory:(\d+)/.exec(info)?.[1] ?? 0)

export type Installation = ReturnType<typeof createInstallation>

async function queueSamples(queue: Counted): Promise<readonly Sample[]> {
  const [counts, [oldest]] = await Promise.all([queue.getJobCounts(...states), queue.getWaiting(0, 0)])
  // Timers and retries have a delay; before its end they are not late.
  const due = oldest ? Math.max(oldest.timestamp, oldest.processedOn ?? 0) + (oldest.delay ?? 0) : Date.now()
  return [
    ...states.map(
      (state): Sample => [seriesOf('escalate_queue_jobs', { queue: queue.name, state }), counts[state] ?? 0],
    ),
    [seriesOf('escalate_queue_oldest_waiting_seconds', { queue: queue.name }), Math.max(0, Date.now() - due) / 1000],
  ]
}
