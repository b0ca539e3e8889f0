export type SyncKind = 'document' | 'list' | 'map'

/** One event of a Sync object, in the order of events. */
export interface SyncEvent {
  readonly id: number
  readonly type: string
  readonly event: Readonly<Record<string, unknown>>
}

/**
 * A Sync object that browsers have asked for. It holds no data: each read takes them from the conversations. It keeps
 * the events that it sent, for browsers that were disconnected.
 */
export interface SyncObject {
  readonly sid: string
  readonly name: string
  readonly kind: SyncKind
  lastEventId: number
  /** The newest event of each item, by key or index. */
  readonly itemEvents: Map<string, number>
  readonly events: SyncEvent[]
}

export interface SyncState {
  readonly byName: Map<string, SyncObject>
  readonly bySid: Map<string, SyncObject>
}

/** An item of a map (with a key) or of a list (with an index), and its data. */
export interface SyncItem {
  readonly key?: string
  readonly index?: number
  readonly data: unknown
  readonly createdAt: number
}

/** The item's name in `itemEvents`: its key, or else its index. */
export const itemName = ({ key, index }: Pick<SyncItem, 'key' | 'index'>): string => key ?? String(index)
