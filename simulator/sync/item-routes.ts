import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { page } from '../rest/paging.ts'
import { none, paging, text, textUpTo } from '../rest/parameters.ts'
import { notFound } from '../rest/rest-error.ts'
import { created, deleted, ok, type Route, route } from '../rest/route.ts'
import { itemBody } from './bodies.ts'
import { expireIn } from './expiry.ts'
import { listItems } from './list-items.ts'
import type { SyncItem, SyncObject, SyncService } from './model.ts'
import { addItem, removeItem, removeObject, requireObject, stamp } from './objects.ts'
import { syncData, timeToLive } from './parameters.ts'
import { requireRevision, revisionTag } from './revision.ts'
import { requireService } from './service-life.ts'

const lives = { Ttl: timeToLive.optional(), ItemTtl: timeToLive.optional(), CollectionTtl: timeToLive.optional() }
const changes = z.strictObject({ ...lives, Data: syncData.optional() })
const newItem = { Lists: {}, Maps: { Key: textUpTo(320) } } as const

const listParameters = z.strictObject({
  Order: z.enum(['asc', 'desc']).optional(),
  From: text.optional(),
  Bounds: z.enum(['inclusive', 'exclusive']).optional(),
  ...paging(100),
})

/** …/Items of lists and maps (Twilio docs: "ListItem Resource", "MapItem Resource", Sync). */
export const itemRoutes = (cloud: Cloud, kind: 'Lists' | 'Maps'): readonly Route[] => {
  const path = `/v1/Services/:service/${kind}/:object/Items` as const
  const create = z.strictObject({ ...lives, ...newItem[kind], Data: syncData })
  return [
    route('POST', path, { params: create }, ({ at, params }) => {
      const { service, object } = requireCollection(cloud, kind, at)
      // Only a map's schema has a key.
      const key = 'Key' in params && typeof params.Key === 'string' ? params.Key : undefined
      const item = addItem(cloud, object, { key, data: params.Data, ttl: params.ItemTtl ?? params.Ttl })
      expireIn(cloud, object, params.CollectionTtl, () => removeObject(cloud, service, object))
      return { ...created(itemBody(cloud, service, object, item)), headers: revisionTag(item) }
    }),
    route('GET', path, { params: listParameters }, (call) => {
      const { service, object } = requireCollection(cloud, kind, call.at)
      const { items, meta } = page(listItems(object, call.params), call, 'items')
      return ok({ items: items.map((each) => itemBody(cloud, service, object, each)), meta })
    }),
    route('GET', `${path}/:item`, { params: none }, ({ at }) => {
      const { service, object } = requireCollection(cloud, kind, at)
      const item = requireItem(object, at.item)
      return ok(itemBody(cloud, service, object, item), revisionTag(item))
    }),
    route('POST', `${path}/:item`, { params: changes }, ({ at, params, header }) => {
      const { service, object } = requireCollection(cloud, kind, at)
      const item = requireItem(object, at.item)
      requireRevision(header('if-match'), item, kind)
      if (params.Data !== undefined) item.data = params.Data
      stamp(cloud, item)
      stamp(cloud, object)
      expireIn(cloud, item, params.ItemTtl ?? params.Ttl, () => removeItem(cloud, object, item))
      expireIn(cloud, object, params.CollectionTtl, () => removeObject(cloud, service, object))
      return ok(itemBody(cloud, service, object, item), revisionTag(item))
    }),
    route('DELETE', `${path}/:item`, { params: none }, ({ at, header }) => {
      const { object } = requireCollection(cloud, kind, at)
      const item = requireItem(object, at.item)
      requireRevision(header('if-match'), item, kind)
      removeItem(cloud, object, item)
      return deleted
    }),
  ]
}

function requireCollection(
  cloud: Cloud,
  kind: 'Lists' | 'Maps',
  at: { readonly service: string; readonly object: string },
): { readonly service: SyncService; readonly object: SyncObject } {
  const service = requireService(cloud, at.service)
  return { service, object: requireObject(service, kind, at.object) }
}

function requireItem(object: SyncObject, place: string): SyncItem {
  const item = object.items.get(place)
  if (item === undefined) throw notFound(`/${object.kind}/${object.sid}/Items/${place}`)
  return item
}
