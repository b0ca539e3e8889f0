export type SyncKind = 'document' | 'list' | 'map'

/** One event of a Sync object, in the order they happened. */
export interface SyncEvent {
  readonly id: number
  readonly type: string
  readonly event: Readonly<Record<string, unknown>>
}

/**
 * A Sync object that browsers have asked for. It holds no data: what it shows is read from the conversations whenever
 * it is asked for. It remembers which events it has told of, for those who were away.
 */
export interface SyncObject {
  readonly sid: string
  readonly name: string
  readonly kind: SyncKind
  lastEventId: number
  /** The newest event of each of its items, by key or index. */
  readonly itemEvents: Map<string, number>
  readonly events: SyncEvent[]
}

export interface SyncState {
  readonly byName: Map<string, SyncObject>
  readonly bySid: Map<string, SyncObject>
}

/** A map's or a list's item: a key, or an index, and what it says. */
export interface SyncItem {
  readonly key?: string
  readonly index?: number
  readonly data: unknown
  readonly createdAt: number
}

export const itemName = ({ key, index }: Pick<SyncItem, 'key' | 'index'>): string => key ?? String(index)
