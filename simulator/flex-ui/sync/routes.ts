import { z } from 'zod'
import type { Cloud } from '../../cloud/cloud.ts'
import { type Answer, ok } from '../../rest/route.ts'
import { type ClientRoute, clientRoute } from '../client-route.ts'
import type { Twilsock } from '../twilsock/model.ts'
import { itemSeen, objectSeen } from './bodies.ts'
import { itemName, type SyncKind } from './model.ts'
import { findObject, itemsOf } from './objects.ts'
import { sendSyncEvent } from './tell.ts'

const host = 'cds.us1.twilio.com'
const nothing = z.unknown()

const subscription = z.object({
  action: z.enum(['establish', 'cancel']),
  correlation_id: z.unknown(),
  requests: z.array(z.object({ object_sid: z.string(), object_type: z.string(), last_event_id: z.number().nullish() })),
})

const missing: Answer = { status: 404, body: { status: 404, code: 54100, message: 'Unique name or SID not found' } }

const kinds: readonly (readonly [SyncKind, string])[] = [
  ['document', 'Documents'],
  ['list', 'Lists'],
  ['map', 'Maps'],
]

/** Sync as far as the Conversations SDK needs it: reads and subscriptions. Requests come over the Twilsock. */
export const syncRoutes = (cloud: Cloud): readonly ClientRoute<Twilsock>[] => [
  ...kinds.map(([kind, folder]) =>
    clientRoute('GET', `${host}/v3/${folder}/:object`, nothing, ({ at }, _by: Twilsock) => {
      const object = findObject(cloud, kind, at.object)
      return object === undefined ? missing : ok(objectSeen(cloud, object))
    }),
  ),
  ...kinds.map(([kind, folder]) =>
    clientRoute('GET', `${host}/v3/${folder}/:object/Items`, nothing, ({ at, query }, _by: Twilsock) => {
      const object = findObject(cloud, kind, at.object)
      return object === undefined
        ? missing
        : ok(pageOf(itemsOf(cloud, object), query, (each) => itemSeen(object, each)))
    }),
  ),
  clientRoute('POST', `${host}/v4/Subscriptions`, subscription, ({ body }, by: Twilsock) => {
    // After the reply: the SDK ignores events before the reply.
    setImmediate(() => {
      for (const each of body.requests) subscribe(cloud, by, body, each)
    })
    return ok({ max_batch_size: 100, estimated_delivery_in_ms: 5_000, ttl_in_s: 86_400 })
  }),
]

/** Starts or ends a browser's subscription to an object. Sends the events that the browser missed first. */
function subscribe(
  cloud: Cloud,
  by: Twilsock,
  { action, correlation_id: correlationId }: z.output<typeof subscription>,
  wanted: z.output<typeof subscription>['requests'][number],
): void {
  const object = cloud.flexUi.sync.bySid.get(wanted.object_sid)
  const about = { object_sid: wanted.object_sid, object_type: wanted.object_type }
  if (action === 'cancel' || object === undefined) {
    by.subscriptions.delete(wanted.object_sid)
    sendSyncEvent(by, 'subscription_canceled', about, correlationId)
    return
  }
  for (const { id, type, event } of object.events) {
    if (id > (wanted.last_event_id ?? id)) sendSyncEvent(by, type, event)
  }
  by.subscriptions.add(object.sid)
  const done = { ...about, replay_status: 'completed', last_event_id: object.lastEventId }
  sendSyncEvent(by, 'subscription_established', done, correlationId)
}

/**
 * The page for `Key`, `Index`, `From`, `Order`, `PageSize` and `PageToken`. A page token is the position at which the
 * page begins.
 */
function pageOf<T extends { readonly key?: string; readonly index?: number }>(
  all: readonly T[],
  query: URLSearchParams,
  show: (item: T) => unknown,
) {
  const only = query.get('Key') ?? query.get('Index')
  const found = only === null ? [...all] : all.filter((each) => itemName(each) === only)
  if (query.get('Order') === 'desc') found.reverse()
  const from = query.get('From')
  const first =
    from === null
      ? 0
      : Math.max(
          0,
          found.findIndex((each) => itemName(each) === from),
        )
  const start = Number(query.get('PageToken') ?? first)
  const end = start + Number(query.get('PageSize') ?? 50)
  const items = found.slice(start, end).map(show)
  return { items, meta: { previous_token: null, next_token: end < found.length ? String(end) : null } }
}
