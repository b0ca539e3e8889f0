import { Worker } from 'bullmq'
import type { Redis } from 'ioredis'
import { Permanent } from '../src/core/errors.ts'
import type { Registered } from '../src/core/feature.ts'
import { type HandleDeps, handle } from '../src/engine/handle.ts'
import { type FactJob, factQueue } from '../src/engine/queues.ts'
import { orParked, workerOptions } from './options.ts'

/** Decides what has happened. Conversations do not wait for each other. */
export function createFactWorker(connection: Redis, features: readonly Registered[], deps: HandleDeps) {
  async function decide({ feature: name, event }: FactJob): Promise<void> {
    const feature = features.find((each) => each.name === name)
    if (!feature) throw new Permanent(`No feature is called ${name}`)
    await handle(feature, event, deps)
  }
  return new Worker<FactJob>(factQueue, ({ data }) => orParked(decide(data)), { ...workerOptions, connection })
}
