import type { Cloud } from '../cloud/cloud.ts'
import { notFound } from '../rest/rest-error.ts'
import type { SyncService, SyncState } from './model.ts'

/** An account's initial Sync state: one service, which also answers to the name `default`. */
export function emptySync(cloud: Pick<Cloud, 'newSid' | 'nextOrder' | 'clock'>): SyncState {
  const sync: SyncState = { services: new Map() }
  addService(cloud, sync, { friendlyName: 'Default Service', uniqueName: 'default' })
  return sync
}

/** Adds an empty service. */
export function addService(
  { newSid, nextOrder, clock }: Pick<Cloud, 'newSid' | 'nextOrder' | 'clock'>,
  { services }: SyncState,
  given: Pick<SyncService, 'friendlyName' | 'uniqueName'>,
): SyncService {
  const now = clock.now()
  const service: SyncService = {
    ...given,
    order: nextOrder(),
    sid: newSid('IS'),
    aclEnabled: false,
    createdAt: now,
    updatedAt: now,
    objects: new Map(),
  }
  services.set(service.sid, service)
  return service
}

/** Finds a service by SID, or the default one by name; 404 if there is none. */
export function requireService(cloud: Cloud, sidOrName: string): SyncService {
  const { services } = cloud.sync
  const service = services.get(sidOrName) ?? [...services.values()].find((each) => each.uniqueName === sidOrName)
  if (service === undefined) throw notFound(`/Services/${sidOrName}`)
  return service
}
