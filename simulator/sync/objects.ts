import type { Cloud } from '../cloud/cloud.ts'
import { notFound, RestError } from '../rest/rest-error.ts'
import { expireIn, forGood } from './expiry.ts'
import type { SyncItem, SyncKind, SyncObject, SyncService } from './model.ts'

const prefixes: Readonly<Record<SyncKind, string>> = { Documents: 'ET', Lists: 'ES', Maps: 'MP' }

export interface NewObject {
  readonly kind: SyncKind
  readonly uniqueName: string | undefined
  readonly data?: unknown
  readonly ttl: number | undefined
}

/** Creates a document, list or map. Names are unique among the objects of one kind. */
export function createObject(cloud: Cloud, service: SyncService, given: NewObject): SyncObject {
  const { kind, uniqueName = null } = given
  if (uniqueName !== null && find(service, kind, uniqueName) !== undefined)
    throw new RestError(409, 54301, 'Unique name already exists')
  const now = cloud.clock.now()
  const object: SyncObject = {
    ...forGood(),
    kind,
    uniqueName,
    order: cloud.nextOrder(),
    sid: cloud.newSid(prefixes[kind]),
    createdAt: now,
    updatedAt: now,
    data: given.data ?? {},
    revision: 0,
    permissions: new Map(),
    items: new Map(),
    nextIndex: 0,
  }
  service.objects.set(object.sid, object)
  expireIn(cloud, object, given.ttl, () => removeObject(cloud, service, object))
  cloud.journal.change('sync-object.created', object.sid, { kind, uniqueName })
  return object
}

/** Removes an object with everything in it. */
export function removeObject(cloud: Cloud, service: SyncService, object: SyncObject): void {
  object.stopTimer()
  for (const item of object.items.values()) item.stopTimer()
  service.objects.delete(object.sid)
  cloud.journal.change('sync-object.removed', object.sid, { kind: object.kind })
}

/** Finds an object by SID or unique name; 404 if there is none. */
export function requireObject(service: SyncService, kind: SyncKind, sidOrName: string): SyncObject {
  const object = find(service, kind, sidOrName)
  if (object === undefined) throw notFound(`/Services/${service.sid}/${kind}/${sidOrName}`)
  return object
}

function find({ objects }: SyncService, kind: SyncKind, sidOrName: string): SyncObject | undefined {
  const bySid = objects.get(sidOrName)
  if (bySid?.kind === kind) return bySid
  return [...objects.values()].find((each) => each.kind === kind && each.uniqueName === sidOrName)
}

/** Adds an item to a list, or to a map under a new key. */
export function addItem(
  cloud: Cloud,
  object: SyncObject,
  given: { readonly key: string | undefined; readonly data: unknown; readonly ttl: number | undefined },
): SyncItem {
  const place = given.key ?? String(object.nextIndex)
  if (object.items.has(place)) throw new RestError(409, 54208, 'An Item with given key already exists in the Map')
  object.nextIndex += 1
  const now = cloud.clock.now()
  const item: SyncItem = {
    ...forGood(),
    order: cloud.nextOrder(),
    place,
    createdAt: now,
    updatedAt: now,
    data: given.data,
    revision: 0,
  }
  object.items.set(place, item)
  stamp(cloud, object)
  expireIn(cloud, item, given.ttl, () => removeItem(cloud, object, item))
  return item
}

export function removeItem(cloud: Cloud, object: SyncObject, item: SyncItem): void {
  item.stopTimer()
  object.items.delete(item.place)
  stamp(cloud, object)
}

/** Gives a changed object or item a new revision. A changed item also changes its list or map. */
export function stamp(cloud: Cloud, changed: { revision: number; updatedAt: number }): void {
  changed.revision += 1
  changed.updatedAt = cloud.clock.now()
}
