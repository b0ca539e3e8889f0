import type { Job } from 'bullmq'
import type { Redis } from 'ioredis'
import { Permanent } from '../src/core/errors.ts'
import type { Event, Registered } from '../src/core/feature.ts'
import { type HandleDeps, handle } from '../src/engine/handle.ts'
import type { Patiently } from '../src/engine/patience.ts'
import { type FactJob, factQueue, type Heard, jobPrefix } from '../src/engine/queues.ts'
import { noSpans, type Spans } from '../src/telemetry/spans.ts'
import { jobSpan } from './job-span.ts'
import { JobWorker } from './job-worker.ts'
import { orParked, workerOptions } from './options.ts'

export type FactDeps = HandleDeps & {
  readonly pushApart: (heard: readonly Heard[]) => Promise<void>
  readonly patiently: Patiently
  readonly spans?: Spans
  /** Hears what was decided, too. */
  readonly alsoTo?: (event: Event) => void
}

/**
 * Decides what has happened. Conversations do not wait for each other: of facts that share a job, those that fail go on
 * as jobs of their own, to be retried or parked there, and the others are done.
 */
export function createFactWorker(
  connection: Redis,
  features: readonly Registered[],
  deps: FactDeps,
  keys = 'escalate',
) {
  const { spans = noSpans } = deps
  const work = ({ data }: Job<FactJob>) => orParked(data.length === 1 ? one(data) : several(data))
  const options = { ...workerOptions, connection, prefix: jobPrefix(keys), patiently: deps.patiently }
  return new JobWorker<FactJob>(factQueue, work, options)

  async function one(heard: FactJob): Promise<void> {
    for (const each of heard) await decide(each)
  }

  async function several(heard: FactJob): Promise<void> {
    const results = await Promise.allSettled(heard.map(decide))
    const failed = heard.filter((_, n) => results[n]?.status === 'rejected')
    if (failed.length > 0) await deps.patiently(() => deps.pushApart(failed))
  }

  async function decide({ feature: name, event }: Heard): Promise<void> {
    const feature = features.find((each) => each.name === name)
    if (!feature) throw new Permanent(`No feature is called ${name}`)
    const { key, type, id } = event
    await spans.during(jobSpan({ feature: name, key, type, id, queue: factQueue }), () => {
      spans.belongs(id)
      return deps.patiently(() => handle(feature, event, deps))
    })
    deps.alsoTo?.(event)
  }
}
