import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { page } from '../rest/paging.ts'
import { none, paging } from '../rest/parameters.ts'
import { created, deleted, ok, type Route, route } from '../rest/route.ts'
import { objectBody } from './bodies.ts'
import { expireIn } from './expiry.ts'
import type { SyncKind } from './model.ts'
import { createObject, removeObject, requireObject, stamp } from './objects.ts'
import { syncData, timeToLive, uniqueName } from './parameters.ts'
import { requireRevision, revisionTag } from './revision.ts'
import { requireService } from './service-life.ts'

const lives = { Ttl: timeToLive.optional(), CollectionTtl: timeToLive.optional() }
const value = { Data: syncData.optional() }

/** …/Documents, …/Lists and …/Maps (Twilio docs: "Document Resource", "List Resource", "Map Resource", Sync). */
export const objectRoutes = (cloud: Cloud, kind: SyncKind): readonly Route[] => {
  const key = kind.toLowerCase()
  const change = z.strictObject(kind === 'Documents' ? { ...value, Ttl: lives.Ttl } : lives)
  const create = change.extend({ UniqueName: uniqueName.optional() })
  return [
    route('POST', `/v1/Services/:service/${kind}`, { params: create }, ({ at, params }) => {
      const service = requireService(cloud, at.service)
      const { UniqueName: name, Ttl, CollectionTtl, Data: data } = params as Partial<Given>
      const object = createObject(cloud, service, { kind, uniqueName: name, data, ttl: Ttl ?? CollectionTtl })
      return { ...created(objectBody(cloud, service, object)), headers: revisionTag(object) }
    }),
    route('GET', `/v1/Services/:service/${kind}`, { params: z.strictObject(paging(100)) }, (call) => {
      const service = requireService(cloud, call.at.service)
      const found = [...service.objects.values()].filter((each) => each.kind === kind)
      const { items, meta } = page(found, call, key)
      return ok({ [key]: items.map((each) => objectBody(cloud, service, each)), meta })
    }),
    route('GET', `/v1/Services/:service/${kind}/:object`, { params: none }, ({ at }) => {
      const service = requireService(cloud, at.service)
      const object = requireObject(service, kind, at.object)
      return ok(objectBody(cloud, service, object), revisionTag(object))
    }),
    route('POST', `/v1/Services/:service/${kind}/:object`, { params: change }, ({ at, params, header }) => {
      const service = requireService(cloud, at.service)
      const object = requireObject(service, kind, at.object)
      const { Ttl, CollectionTtl, Data: data } = params as Partial<Given>
      requireRevision(header('if-match'), object, kind)
      if (data !== undefined) object.data = data
      stamp(cloud, object)
      expireIn(cloud, object, Ttl ?? CollectionTtl, () => removeObject(cloud, service, object))
      return ok(objectBody(cloud, service, object), revisionTag(object))
    }),
    route('DELETE', `/v1/Services/:service/${kind}/:object`, { params: none }, ({ at }) => {
      const service = requireService(cloud, at.service)
      removeObject(cloud, service, requireObject(service, kind, at.object))
      return deleted
    }),
  ]
}

/** The parameters of all kinds. Each kind's own schema has already checked which are allowed. */
interface Given {
  readonly UniqueName: string
  readonly Data: object
  readonly Ttl: number
  readonly CollectionTtl: number
}
