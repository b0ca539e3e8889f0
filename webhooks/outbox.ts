import { randomUUID } from 'node:crypto'
import type { Timelines } from '../src/engine/timelines.ts'
import type { Deliveries, Delivery } from '../src/outbound/deliveries.ts'
import { eventsOf, type OutboundEvent } from '../src/outbound/event.ts'

export type DeadDelivery = {
  readonly id: string
  readonly endpoint: string
  readonly type: string
  readonly why: string
  readonly tries: number
  readonly at: string
}

/** Manages deliveries: lists those that failed, and sends again. Receivers recognise a repeat by its `webhook-id`. */
export interface Outbox {
  /** The newest first, at most a thousand. */
  dead(): Promise<readonly DeadDelivery[]>
  /** @returns how many of them could be sent again */
  retry(ids: readonly string[]): Promise<number>
  /** Sends everything that happened in a span (ms) of the last day again. @returns how many events */
  replay(endpointId: string, span: { readonly since: number; readonly until: number }): Promise<number>
}

const pageSize = 500

export function createOutbox(timelines: Timelines, { queue, add }: Deliveries): Outbox {
  return {
    async dead() {
      const jobs = await queue.getFailed(0, 999)
      return jobs.map((job) => ({
        id: job.id ?? '',
        endpoint: job.data.endpointId,
        type: job.data.event.body.type,
        why: job.failedReason ?? '',
        tries: job.attemptsMade,
        at: new Date(job.finishedOn ?? job.timestamp).toISOString(),
      }))
    },
    async retry(ids) {
      const results = await Promise.all(
        ids.map(async (id) => {
          const job = await queue.getJob(id)
          if (!job || !(await job.isFailed())) return false
          await job.retry('failed', { resetAttemptsMade: true })
          return true
        }),
      )
      return results.filter(Boolean).length
    },
    async replay(endpointId, { since, until }) {
      // Streams are ordered by the time of writing, which is a little later than the event.
      let cursor = `${since - 1}-0`
      let sent = 0
      for (;;) {
        const page = await timelines.entriesAfter(cursor, pageSize)
        const events = page.flatMap(({ at, entry }) => (Number.parseInt(at, 10) <= until ? eventsOf(entry) : []))
        if (events.length > 0) await add(events.map((event) => again(endpointId, event)))
        sent += events.length
        const last = page.at(-1)
        if (!last || Number.parseInt(last.at, 10) > until) return sent
        cursor = last.at
      }
    },
  }
}

/** Creates a new delivery with the event's own id: the queue must treat it as new, the receiver as the same. */
const again = (endpointId: string, event: OutboundEvent): Delivery => ({ endpointId, event, again: randomUUID() })
