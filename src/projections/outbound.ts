import type { Deliveries } from '../outbound/deliveries.ts'
import { wants } from '../outbound/endpoint.ts'
import type { Endpoints } from '../outbound/endpoints.ts'
import { eventsOf, type OutboundEvent } from '../outbound/event.ts'
import type { Projection } from './projection.ts'

type Deps = { readonly endpoints: Pick<Endpoints, 'all'>; readonly deliveries: Pick<Deliveries, 'add'> }

/**
 * Turns the story into deliveries. Their queue is BullMQ's, so they cannot be written with the cursor: they are durable
 * before the cursor moves, and a crash in between adds some of them again, with the same ids. The first worker starts
 * from the beginning: events since its start belong to endpoints that existed then.
 */
export const outboundProjection = ({ endpoints, deliveries }: Deps): Projection<readonly OutboundEvent[]> => ({
  name: 'outbound',
  reduce: eventsOf,
  async commit(added) {
    const events = added.flat()
    const open = events.length > 0 ? (await endpoints.all()).filter(({ disabled }) => !disabled) : []
    const wanted = events.flatMap((event) =>
      open.filter((each) => wants(each, event.body.type)).map(({ id }) => ({ endpointId: id, event })),
    )
    if (wanted.length > 0) await deliveries.add(wanted)
    return []
  },
})
