import type { Job } from 'bullmq'
import type { Redis } from 'ioredis'
import { z } from 'zod'
import { Permanent } from '../src/core/errors.ts'
import { head } from '../src/core/facts.ts'
import type { Event, Registered } from '../src/core/feature.ts'
import { type HandleDeps, handle } from '../src/engine/handle.ts'
import type { Patiently } from '../src/engine/patience.ts'
import { type FactJob, factQueue, jobPrefix, type QueuedEvent } from '../src/engine/queues.ts'
import { upgraded } from '../src/formats/index.ts'
import { jobSpan } from '../src/telemetry/span.ts'
import { noSpans, type Spans } from '../src/telemetry/spans.ts'
import { JobWorker } from './job-worker.ts'
import { orDeadLetter, workerOptions } from './options.ts'

/** The feature checks the rest. */
const anEvent = z.looseObject(head.extend({ type: z.string() }).shape)

export type FactDeps = HandleDeps & {
  readonly pushApart: (events: readonly QueuedEvent[]) => Promise<void>
  readonly patiently: Patiently
  readonly spans?: Spans
  /** Called with each decided event, too. */
  readonly alsoTo?: (event: Event) => void
}

/**
 * Decides facts. Conversations do not wait for each other: of facts that share a job, those that fail become jobs of
 * their own, to be retried or to end as dead letters, and the others are done.
 */
export function createFactWorker(
  connection: Redis,
  features: readonly Registered[],
  deps: FactDeps,
  keys = 'escalate',
) {
  const { spans = noSpans } = deps
  const work = ({ data }: Job<FactJob>) => orDeadLetter(data.length === 1 ? one(data) : several(data))
  const options = { ...workerOptions, connection, prefix: jobPrefix(keys), patiently: deps.patiently }
  return new JobWorker<FactJob>(factQueue, work, options)

  async function one(job: FactJob): Promise<void> {
    for (const each of job.map(read)) await decide(each)
  }

  async function several(job: FactJob): Promise<void> {
    const events = job.map(read)
    const results = await Promise.allSettled(events.map(decide))
    const failed = events.filter((_, n) => results[n]?.status === 'rejected')
    if (failed.length > 0) await deps.patiently(() => deps.pushApart(failed))
  }

  async function decide({ feature: name, event }: QueuedEvent): Promise<void> {
    const feature = features.find((each) => each.name === name)
    if (!feature) throw new Permanent(`No feature is called ${name}`)
    const { key, type, id } = event
    await spans.during(jobSpan({ feature: name, key, type, id, queue: factQueue }), () =>
      deps.patiently(() => handle(feature, event, deps)),
    )
    deps.alsoTo?.(event)
  }
}

/** @throws StoreTrouble for an event that a newer version stored: a worker of that version will take the whole job */
const read = ({ feature, event, format }: FactJob[number]): QueuedEvent => ({
  feature,
  event: anEvent.parse(upgraded('event', event, format)),
})
