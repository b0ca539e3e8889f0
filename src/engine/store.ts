import { z } from 'zod'
import type { Effect, Index, Lock } from '../core/feature.ts'
import type { TimelineEntry } from './timeline.ts'

/** An effect that was decided and not yet handed to the queue. Its id is the same however often it is handed over. */
export type Pending = {
  readonly effectId: string
  readonly effect: Effect
  /** The trace it belongs to. */
  readonly trace: string
}

/** One conversation as one feature sees it. */
export type Saved = { readonly version: number; readonly state: unknown; readonly seen: readonly string[] }

export type Change = {
  readonly from: number
  readonly state: unknown
  readonly seen: readonly string[]
  readonly pending: readonly Pending[]
  /** What is written about it, in the same step. */
  readonly entry: TimelineEntry
  readonly before: Index
  readonly after: Index
}

export type RecordRef = { readonly feature: string; readonly key: string }

/** A record's name in a list of records of all features. */
export const nameOf = ({ feature, key }: RecordRef): string => JSON.stringify([feature, key])

const named = z.tuple([z.string(), z.string()])
/** @throws when it is no such name */
export function recordOf(name: string): RecordRef {
  const [feature, key] = named.parse(JSON.parse(name))
  return { feature, key }
}

/** Where records live. Every write is one step: all of it is there afterwards, or none. */
export interface Store {
  load(record: RecordRef): Promise<Saved | undefined>
  /** `stale`: someone saved since `from`; load and decide again. A claim: another record holds it. */
  save(record: RecordRef, change: Change): Promise<'saved' | 'stale' | Lock>
  /** What a crash between saving and handing over left behind. */
  outbox(record: RecordRef): Promise<readonly Pending[]>
  acknowledge(record: RecordRef, effectIds: readonly string[]): Promise<void>
  /** The names of records whose outbox has been waiting since before `then` (ms). `placeOf` reads them. */
  unsentOutboxes(then: number): Promise<readonly string[]>
  find(feature: string, alias: string): Promise<string | undefined>
  live(feature: string): Promise<readonly string[]>
}
