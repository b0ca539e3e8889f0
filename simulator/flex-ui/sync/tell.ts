import type { Cloud } from '../../cloud/cloud.ts'
import { isoMilliseconds } from '../../cloud/dates.ts'
import type { Twilsock } from '../twilsock/model.ts'
import { itemUrl } from './bodies.ts'
import { itemName, type SyncEvent, type SyncItem, type SyncObject } from './model.ts'
import { dataOf } from './objects.ts'

const keptEvents = 500

/** Sends an event that a document has changed. An object that no browser has asked for has no subscribers. */
export function tellDocument(cloud: Cloud, name: string): void {
  const object = cloud.flexUi.sync.byName.get(name)
  if (object === undefined) return
  sendToSubscribers(cloud, object, 'document_updated', (id) => ({
    document_sid: object.sid,
    document_revision: String(id),
    document_data: dataOf(cloud, object),
  }))
}

/** Sends an event that an item of a list or a map was added, updated or removed. */
export function tellItem(cloud: Cloud, name: string, what: 'added' | 'updated' | 'removed', item: SyncItem): void {
  const object = cloud.flexUi.sync.byName.get(name)
  if (object === undefined) return
  sendToSubscribers(cloud, object, `${object.kind}_item_${what}`, (id) => {
    object.itemEvents.set(itemName(item), id)
    return {
      [`${object.kind}_sid`]: object.sid,
      [`${object.kind}_revision`]: String(id),
      ...(item.key === undefined ? { item_index: item.index } : { item_key: item.key }),
      item_url: itemUrl(object, item),
      item_revision: String(id),
      item_data: item.data,
    }
  })
}

/** Sends one event to one browser. `correlationId` names the subscription request that the event answers. */
export function sendSyncEvent(to: Twilsock, type: string, event: SyncEvent['event'], correlationId?: unknown): void {
  to.notify('twilio.sync.event', {
    event_protocol_version: 4,
    event_type: type,
    ...(correlationId === undefined ? {} : { correlation_id: correlationId }),
    strictly_ordered: true,
    event,
  })
}

function sendToSubscribers(
  cloud: Cloud,
  object: SyncObject,
  type: string,
  describe: (id: number) => SyncEvent['event'],
): void {
  const id = cloud.nextOrder()
  object.lastEventId = id
  const event = { id, date_created: isoMilliseconds(cloud.clock.now()), ...describe(id) }
  object.events.push({ id, type, event })
  if (object.events.length > keptEvents) object.events.shift()
  for (const twilsock of cloud.flexUi.twilsocks) {
    if (twilsock.subscriptions.has(object.sid)) sendSyncEvent(twilsock, type, event)
  }
}
