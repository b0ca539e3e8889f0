import type { Cancel } from '../cloud/clock.ts'

/** Sync's kinds of objects: a document is one value, a list has items by index, a map has items by key. */
export type SyncKind = 'Documents' | 'Lists' | 'Maps'

/** Something that can expire. */
export interface Expiring {
  expiresAt: number | null
  stopTimer: Cancel
}

/** The rights of one identity in Sync's own SDKs. REST may do everything. */
export interface SyncPermission {
  readonly order: number
  readonly identity: string
  readonly read: boolean
  readonly write: boolean
  readonly manage: boolean
}

/** An item of a list or map. `place` is its index or key. */
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
  /** The value of a document. */
  data: unknown
  revision: number
  updatedAt: number
  readonly permissions: Map<string, SyncPermission>
  /** The items of a list or map, by index or key. */
  readonly items: Map<string, SyncItem>
  /** Indexes of a list are never used again. */
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
