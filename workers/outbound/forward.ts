import type { Redis } from 'ioredis'
import type { PeriodicTask } from '../../src/engine/periodic-task.ts'
import { itemOf, type Timelines } from '../../src/engine/timelines.ts'
import type { Deliveries } from '../../src/outbound/deliveries.ts'
import { wants } from '../../src/outbound/endpoint.ts'
import type { Endpoints } from '../../src/outbound/endpoints.ts'
import { eventsOf } from '../../src/outbound/event.ts'

export type ForwardDeps = {
  readonly redis: Redis
  readonly timelines: Timelines
  readonly endpoints: Endpoints
  readonly deliveries: Pick<Deliveries, 'add'>
  readonly periodicTask: PeriodicTask
}

const pageSize = 500

/**
 * Turns new timeline entries into deliveries. Moves the cursor only once the deliveries are durable: a crash in between
 * adds some of them again, with the same ids.
 *
 * @returns how many entries were read, so that a full page is followed by the next one at once
 */
export async function forward(deps: ForwardDeps, prefix = 'escalate'): Promise<number> {
  const { redis, timelines, endpoints, deliveries, periodicTask } = deps
  const cursorKey = `${prefix}:outbound-place`
  // Starts from the beginning the first time: events from the start of the first worker belong to endpoints that
  // existed then.
  const entries = await timelines.entriesAfter((await redis.get(cursorKey)) ?? '0', pageSize, periodicTask.failed)
  const last = entries.at(-1)
  if (!last) return 0
  const open = (await endpoints.all()).filter(({ disabled }) => !disabled)
  const events = (await periodicTask.each(entries, itemOf, ({ entry }) => eventsOf(entry))).flat()
  const wanted = events.flatMap((event) =>
    open.filter((each) => wants(each, event.body.type)).map(({ id }) => ({ endpointId: id, event })),
  )
  if (wanted.length > 0) await deliveries.add(wanted)
  await redis.set(cursorKey, last.at)
  return entries.length
}
