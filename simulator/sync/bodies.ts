import type { Cloud } from '../cloud/cloud.ts'
import { isoSeconds, isoSecondsOrNull } from '../cloud/dates.ts'
import type { SyncItem, SyncKind, SyncObject, SyncPermission, SyncService } from './model.ts'
import { revisionText } from './revision.ts'

/** The property with which an object's parts name it: `map_sid`, for instance. */
const sidNames = { Documents: 'document_sid', Lists: 'list_sid', Maps: 'map_sid' } as const

const urlOf = (service: SyncService, object: SyncObject): string =>
  `https://sync.twilio.com/v1/Services/${service.sid}/${object.kind}/${object.sid}`

const common = (cloud: Cloud, service: SyncService, thing: SyncObject | SyncItem) => ({
  account_sid: cloud.account.accountSid,
  service_sid: service.sid,
  // Sync's name for every REST client.
  created_by: 'system',
  date_created: isoSeconds(thing.createdAt),
  date_updated: isoSeconds(thing.updatedAt),
  date_expires: isoSecondsOrNull(thing.expiresAt),
  revision: revisionText(thing.revision),
})

/** A document, list or map as the REST API shows it. Only a document shows its data. */
export function objectBody(cloud: Cloud, service: SyncService, object: SyncObject) {
  const url = urlOf(service, object)
  const parts: readonly string[] = object.kind === 'Documents' ? ['Permissions'] : ['Items', 'Permissions']
  return {
    ...common(cloud, service, object),
    sid: object.sid,
    unique_name: object.uniqueName,
    ...(object.kind === 'Documents' ? { data: object.data } : {}),
    url,
    links: Object.fromEntries(parts.map((part) => [part.toLowerCase(), `${url}/${part}`])),
  }
}

/** An item of a list or map as the REST API shows it. */
export function itemBody(cloud: Cloud, service: SyncService, object: SyncObject, item: SyncItem) {
  return {
    ...common(cloud, service, item),
    ...(object.kind === 'Lists' ? { index: Number(item.place) } : { key: item.place }),
    [sidNames[object.kind]]: object.sid,
    data: item.data,
    url: `${urlOf(service, object)}/Items/${encodeURIComponent(item.place)}`,
  }
}

/** A permission as the REST API shows it. */
export function permissionBody(cloud: Cloud, service: SyncService, object: SyncObject, permission: SyncPermission) {
  const { identity, read, write, manage } = permission
  return {
    account_sid: cloud.account.accountSid,
    service_sid: service.sid,
    [sidNames[object.kind]]: object.sid,
    identity,
    read,
    write,
    manage,
    url: `${urlOf(service, object)}/Permissions/${encodeURIComponent(identity)}`,
  }
}

/** A service as the REST API shows it. */
export function serviceBody(cloud: Cloud, service: SyncService) {
  const url = `https://sync.twilio.com/v1/Services/${service.sid}`
  const parts: readonly SyncKind[] = ['Documents', 'Lists', 'Maps']
  return {
    sid: service.sid,
    unique_name: service.uniqueName,
    account_sid: cloud.account.accountSid,
    friendly_name: service.friendlyName,
    date_created: isoSeconds(service.createdAt),
    date_updated: isoSeconds(service.updatedAt),
    url,
    webhook_url: null,
    webhooks_from_rest_enabled: false,
    reachability_webhooks_enabled: false,
    acl_enabled: service.aclEnabled,
    reachability_debouncing_enabled: false,
    reachability_debouncing_window: 5_000,
    links: Object.fromEntries(parts.map((part) => [part.toLowerCase(), `${url}/${part}`])),
  }
}
