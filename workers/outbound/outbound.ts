import type { Redis } from 'ioredis'
import type { Config } from '../../src/config.ts'
import type { Note } from '../../src/engine/handle.ts'
import type { Patiently } from '../../src/engine/patience.ts'
import type { PeriodicTask } from '../../src/engine/periodic-task.ts'
import { createTimelines } from '../../src/engine/timelines.ts'
import { createDeliveries } from '../../src/outbound/deliveries.ts'
import { createEndpoints } from '../../src/outbound/endpoints.ts'
import { endpointTermsOf, outboundRulesOf } from '../../src/outbound/from-config.ts'
import { createSend } from '../../src/outbound/send.ts'
import { every } from '../every.ts'
import { createLeader } from '../leader.ts'
import { createDeliveryWorker, type DeliverDeps } from './deliver.ts'
import { forward } from './forward.ts'

type Deps = {
  readonly note: Note
  readonly patiently: Patiently
  readonly failed: (problem: unknown) => void
  readonly periodicTask: PeriodicTask
}

/** How often (s) the timeline is read; after a full page again at once. */
const rhythm = 0.2
const leaseMs = 5_000

/** Sends events to endpoints: one worker forwards them, all workers deliver. */
export function createOutbound(redis: Redis, config: Config, { note, patiently, failed, periodicTask }: Deps) {
  const { REDIS_PREFIX: prefix } = config
  const endpoints = createEndpoints(redis, { ...endpointTermsOf(config), reportUnreadable: periodicTask.failed })
  const deliveries = createDeliveries(redis, prefix)
  const deps = { redis, timelines: createTimelines(redis, prefix), endpoints, deliveries, periodicTask }
  const isLeader = createLeader(redis, `${prefix}:forwarder`, leaseMs)
  const rules = outboundRulesOf(config)
  const [toConfigured, toAdded] = [createSend(rules.configured), createSend(rules.added)]
  const send: DeliverDeps['send'] = (endpoint, event) =>
    (endpoint.isConfigured ? toConfigured : toAdded)(endpoint, event)
  const worker = createDeliveryWorker(redis, { endpoints, send, note, patiently }, prefix)
  const round = every(
    rhythm,
    async () => {
      while ((await isLeader()) && (await forward(deps, prefix)) > 0) {}
    },
    failed,
  )
  return {
    queue: deliveries.queue,
    worker,
    async stop(): Promise<void> {
      await round.stop()
      await deliveries.close()
    },
  }
}
