import { Queue } from 'bullmq'
import type { Redis } from 'ioredis'
import { jobPrefix } from '../engine/queues.ts'
import type { OutboundEvent } from './event.ts'
import { attempts } from './retries.ts'

export const deliveryQueue = 'deliveries'

/** One event for one endpoint. The endpoint is looked up at each attempt: it may have changed, or gone. */
export type Delivery = {
  readonly endpointId: string
  readonly event: OutboundEvent
  /** Asked for once more: a delivery of its own. */
  readonly again?: string
}

/** A queue of its own: receivers that are slow or away hold nothing up but their own deliveries. */
export function createDeliveries(connection: Redis, keys = 'escalate') {
  const prefix = jobPrefix(keys)
  const queue = new Queue<Delivery>(deliveryQueue, { connection, prefix, streams: { events: { maxLen: 100 } } })
  queue.on('error', () => {})
  return {
    queue,
    /** Adding the same delivery twice adds it once, as long as it is known. */
    add: (deliveries: readonly Delivery[]) =>
      queue.addBulk(
        deliveries.map((data) => ({
          name: data.event.body.type,
          data,
          opts: {
            attempts,
            backoff: { type: 'custom' },
            jobId: [data.event.id, 'to', data.endpointId, ...(data.again ? [data.again] : [])].join('-'),
          },
        })),
      ),
    close: () => queue.close(),
  }
}

export type Deliveries = ReturnType<typeof createDeliveries>
