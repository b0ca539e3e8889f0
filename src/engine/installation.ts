import type { Queue } from 'bullmq'
import type { Redis } from 'ioredis'
import { type Meanings, type Sample, seriesOf, textOf } from '../metrics/exposition.ts'
import { countedMeanings } from '../metrics/timeline-counts.ts'
import { within } from './accept.ts'
import { createCensus } from './census.ts'
import { lastBeat } from './heartbeat.ts'
import { createNumbers } from './numbers.ts'
import { createWriteCheck } from './redis-check.ts'
import { storeTroubleIn } from './store-trouble.ts'
import { createTimelines } from './timelines.ts'

const meanings: Meanings = {
  escalate_redis_up: { type: 'gauge', help: 'Whether Redis does what this process needs, or why not' },
  escalate_redis_used_memory_bytes: { type: 'gauge', help: 'Memory that Redis uses' },
  escalate_worker_heartbeat_age_seconds: { type: 'gauge', help: 'Since any worker was heard; 60 when none was' },
  escalate_queue_jobs: { type: 'gauge', help: 'Jobs by queue and state; failed ones are parked' },
  escalate_queue_oldest_waiting_seconds: { type: 'gauge', help: 'How long the oldest job of a queue has been due' },
  escalate_unsent_outboxes: { type: 'gauge', help: 'Records whose effects are not handed to a queue yet' },
  escalate_live: { type: 'gauge', help: 'Live records by feature and state' },
  escalate_ending_oldest_seconds: { type: 'gauge', help: 'How long the longest ending has taken until now' },
  escalate_unreadable_numbers: {
    type: 'gauge',
    help: 'How many of these numbers are missing, because they cannot be read',
  },
  escalate_timeline_lag_seconds: { type: 'gauge', help: 'How much of the timeline is not counted yet' },
  ...countedMeanings,
}

/** A queue as far as it is looked at here, whatever its jobs are. */
type Counted = Pick<Queue, 'name' | 'getJobCounts'> & {
  getWaiting(start: number, end: number): Promise<readonly Waiting[]>
}
type Waiting = { readonly timestamp: number; readonly processedOn?: number; readonly delay?: number }

const patienceMs = 1_500
const states = ['waiting', 'active', 'delayed', 'failed'] as const

/**
 * What holds for all processes together, as each of them reads it from Redis. Servers and workers tell the same, so that the
 * numbers are there while either is; whoever reads them takes the maximum, not the sum.
 */
export function createInstallation(
  redis: Redis,
  queues: readonly Counted[],
  prefix = 'escalate',
  check = createWriteCheck(redis, prefix),
) {
  const timelines = createTimelines(redis, prefix)
  const numbers = createNumbers(redis, timelines, prefix)
  const census = createCensus(redis, prefix)

  return {
    follow: numbers.follow,
    takeCensus: census.take,
    /** For `/metrics`. Answers in time also while Redis does not. */
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

  /** One number that cannot be read keeps no other away. */
  async function look(): Promise<readonly Sample[]> {
    const parts: readonly Promise<readonly Sample[]>[] = [
      redis.info('memory').then((told) => [['escalate_redis_used_memory_bytes', usedIn(told)]]),
      lastBeat(redis, prefix).then((age = 60_000) => [['escalate_worker_heartbeat_age_seconds', age / 1000]]),
      numbers.lagSeconds().then((lag) => [['escalate_timeline_lag_seconds', lag]]),
      redis.zcard(`${prefix}:unsent-outboxes`).then((count) => [['escalate_unsent_outboxes', count]]),
      ...queues.map(queueSamples),
      census.samples(),
      numbers.samples(),
    ]
    const results = await Promise.allSettled(parts)
    const problems = results.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []))
    for (const problem of problems) if (storeTroubleIn(problem)) throw problem
    const found = results.flatMap((each) => (each.status === 'fulfilled' ? each.value : []))
    return [...found, ['escalate_unreadable_numbers', problems.length]]
  }
}

const usedIn = (told: string) => Number(/used_memory:(\d+)/.exec(told)?.[1] ?? 0)

export type Installation = ReturnType<typeof createInstallation>

async function queueSamples(queue: Counted): Promise<readonly Sample[]> {
  const [counts, [oldest]] = await Promise.all([queue.getJobCounts(...states), queue.getWaiting(0, 0)])
  // A timer and a repeat wait for their time first; before that they are not late.
  const due = oldest ? Math.max(oldest.timestamp, oldest.processedOn ?? 0) + (oldest.delay ?? 0) : Date.now()
  return [
    ...states.map(
      (state): Sample => [seriesOf('escalate_queue_jobs', { queue: queue.name, state }), counts[state] ?? 0],
    ),
    [seriesOf('escalate_queue_oldest_waiting_seconds', { queue: queue.name }), Math.max(0, Date.now() - due) / 1000],
  ]
}
