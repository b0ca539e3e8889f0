import { Queue } from 'bullmq'
import type { Redis } from 'ioredis'
import { jobPrefix } from '../engine/queues.ts'
import type { OutboundEvent } from './event.ts'
import { attempts } from './retries.ts'

export const deliveryQueue = 'deliveries'

/** One event for one endpoint. Each attempt looks the endpoint up: it may have changed or been removed. */
export type Delivery = {
  readonly endpointId: string
  readonly event: OutboundEvent
  /** The id of a requested repeat, which is a delivery of its own. */
  readonly again?: string
}

/** The queue of deliveries. It is separate, so that slow receivers delay only deliveries. */
export function createDeliveries(connection: Redis, keys = 'escalate') {
  const prefix = jobPrefix(keys)
  const queue = new Queue<Delivery>(deliveryQueue, { connection, prefix, streams: { events: { maxLen: 100 } } })
  queue.on('error', () => {})
  return {
    queue,
    /** Adds deliveries. One that the queue still knows is not added again. */
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
