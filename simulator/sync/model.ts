import type { Cancel } from '../cloud/clock.ts'

/** What Sync keeps: a document is one value, a list has items by index, a map by key. */
export type SyncKind = 'Documents' | 'Lists' | 'Maps'

/** What expires, unless it is to be kept. */
export interface Expiring {
  expiresAt: number | null
  stopTimer: Cancel
}

/** What one identity may do through Sync's own SDKs. REST may do everything. */
export interface SyncPermission {
  readonly order: number
  readonly identity: string
  readonly read: boolean
  readonly write: boolean
  readonly manage: boolean
}

/** An item of a list or map. `place` is its index or its key. */
export interface SyncItem extends Expiring {
  readonly order: number
  readonly place: string
  readonly createdAt: number
  data: unknown
  revision: number
  updatedAt: number
}

export interface SyncObject extends Expiring {
  readonly order: number
  readonly sid: string
  readonly kind: SyncKind
  readonly uniqueName: string | null
  readonly createdAt: number
  /** A document's value. */
  data: unknown
  revision: number
  updatedAt: number
  readonly permissions: Map<string, SyncPermission>
  /** A list's or map's items, by index or key. */
  readonly items: Map<string, SyncItem>
  /** Indexes of a list are not used twice. */
  nextIndex: number
}

export interface SyncService {
  readonly order: number
  readonly sid: string
  readonly uniqueName: string | null
  readonly createdAt: number
  friendlyName: string
  aclEnabled: boolean
  updatedAt: number
  readonly objects: Map<string, SyncObject>
}

export interface SyncState {
  readonly services: Map<string, SyncService>
}
