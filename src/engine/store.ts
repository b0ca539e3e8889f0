import { z } from 'zod'
import type { Effect, Index, Lock } from '../core/feature.ts'
import type { TimelineEntry } from './timeline.ts'

/** An effect that was decided and not yet handed to the queue. Its id stays the same if it is handed over again. */
export type Pending = {
  readonly effectId: string
  readonly effect: Effect
  /** The id of its trace. */
  readonly trace: string
}

/** A stored record: one conversation (or call) as one feature sees it. */
export type Saved = { readonly version: number; readonly state: unknown; readonly seen: readonly string[] }

export type Change = {
  readonly from: number
  readonly state: unknown
  readonly seen: readonly string[]
  readonly pending: readonly Pending[]
  /** The timeline entry, saved in the same step. */
  readonly entry: TimelineEntry
  readonly before: Index
  readonly after: Index
}

export type RecordRef = { readonly feature: string; readonly key: string }

/** The name of a record in lists with records of all features. */
export const nameOf = ({ feature, key }: RecordRef): string => JSON.stringify([feature, key])

const named = z.tuple([z.string(), z.string()])
/** Reads such a name. @throws when it is none */
export function recordOf(name: string): RecordRef {
  const [feature, key] = named.parse(JSON.parse(name))
  return { feature, key }
}

/** The store of all records. Every write is atomic. */
export interface Store {
  load(record: RecordRef): Promise<Saved | undefined>
  /** `stale`: another process has saved since `from`, so load and decide again. A lock: another record holds it. */
  save(record: RecordRef, change: Change): Promise<'saved' | 'stale' | Lock>
  /** Effects that were saved and not handed over yet, e.g. because of a crash in between. */
  outbox(record: RecordRef): Promise<readonly Pending[]>
  /** Takes effects out of the outbox. */
  acknowledge(record: RecordRef, effectIds: readonly string[]): Promise<void>
  /** The names of records whose outbox has been waiting since before `then` (ms), for `recordOf`. */
  unsentOutboxes(then: number): Promise<readonly string[]>
  /** The key of the record with this alias. */
  find(feature: string, alias: string): Promise<string | undefined>
  /** The keys of a feature's live records. */
  live(feature: string): Promise<readonly string[]>
}
