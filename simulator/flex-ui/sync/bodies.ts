import type { Cloud } from '../../cloud/cloud.ts'
import { isoMilliseconds } from '../../cloud/dates.ts'
import { itemName, type SyncItem, type SyncKind, type SyncObject } from './model.ts'
import { dataOf } from './objects.ts'

const folders: Readonly<Record<SyncKind, string>> = { document: 'Documents', list: 'Lists', map: 'Maps' }

const urlOf = ({ kind, sid }: SyncObject): string => `https://cds.us1.twilio.com/v3/${folders[kind]}/${sid}`

/** A Sync object as Sync's SDK reads it. */
export function objectSeen(cloud: Cloud, object: SyncObject) {
  const now = isoMilliseconds(cloud.clock.now())
  const url = urlOf(object)
  return {
    sid: object.sid,
    unique_name: object.name,
    url,
    links: { items: `${url}/Items`, context: `${url}/Context` },
    revision: String(object.lastEventId),
    last_event_id: object.lastEventId,
    date_created: now,
    date_updated: now,
    date_expires: null,
    ...(object.kind === 'document' ? { data: dataOf(cloud, object) } : {}),
  }
}

/** An item of a list or a map as Sync's SDK reads it. */
export function itemSeen(object: SyncObject, item: SyncItem) {
  const eventId = object.itemEvents.get(itemName(item)) ?? 0
  const at = isoMilliseconds(item.createdAt)
  return {
    ...(item.key === undefined ? { index: item.index } : { key: item.key }),
    data: item.data,
    url: itemUrl(object, item),
    revision: String(eventId),
    last_event_id: eventId,
    date_created: at,
    date_updated: at,
    date_expires: null,
  }
}

export const itemUrl = (object: SyncObject, item: Pick<SyncItem, 'key' | 'index'>): string =>
  `${urlOf(object)}/Items/${encodeURIComponent(itemName(item))}`
