import type { TimelineEntry } from '../engine/timeline.ts'

/** A command that changes one key. */
export type Write = readonly [
  command: 'HINCRBY' | 'PEXPIREAT' | 'PEXPIRE' | 'LPUSH' | 'LTRIM',
  key: string,
  ...rest: readonly (string | number)[],
]

/**
 * What is computed from the ordered story of all records. Entries come at least once; what `commit` returns is written
 * exactly once, together with the cursor.
 */
export type Projection<R> = {
  readonly name: string
  /** What one entry adds. An entry with which this throws is reported and left out. */
  readonly reduce: (entry: TimelineEntry) => R
  /**
   * @returns the writes for what consecutive entries add. Work of another kind happens in here, and must be safe to
   * repeat: it comes before the cursor moves.
   */
  readonly commit: (added: readonly R[]) => Promise<readonly Write[]> | readonly Write[]
  /** How long (ms) to collect before a commit; 0 without it. A full page is committed at once. */
  readonly collectMs?: number
}
