import type { Redis } from 'ioredis'
import type { Config } from '../../src/config.ts'
import type { Note } from '../../src/engine/handle.ts'
import type { Patiently } from '../../src/engine/patience.ts'
import type { PeriodicTask } from '../../src/engine/periodic-task.ts'
import { createDeliveries } from '../../src/outbound/deliveries.ts'
import { createEndpoints } from '../../src/outbound/endpoints.ts'
import { endpointTermsOf, outboundRulesOf } from '../../src/outbound/from-config.ts'
import { createSend } from '../../src/outbound/send.ts'
import { outboundProjection } from '../../src/projections/outbound.ts'
import { createDeliveryWorker, type DeliverDeps } from './deliver.ts'

type Deps = {
  readonly note: Note
  readonly patiently: Patiently
  readonly periodicTask: PeriodicTask
}

/** Sends events to endpoints: one worker makes deliveries of the story, all workers deliver. */
export function createOutbound(redis: Redis, config: Config, { note, patiently, periodicTask }: Deps) {
  const { REDIS_PREFIX: prefix } = config
  const endpoints = createEndpoints(redis, { ...endpointTermsOf(config), reportUnreadable: periodicTask.failed })
  const deliveries = createDeliveries(redis, prefix)
  const rules = outboundRulesOf(config)
  const [toConfigured, toAdded] = [createSend(rules.configured), createSend(rules.added)]
  const send: DeliverDeps['send'] = (endpoint, event) =>
    (endpoint.isConfigured ? toConfigured : toAdded)(endpoint, event)
  const worker = createDeliveryWorker(redis, { endpoints, send, note, patiently }, prefix)
  return {
    queue: deliveries.queue,
    worker,
    projection: outboundProjection({ endpoints, deliveries }),
    close: () => deliveries.close(),
  }
}
