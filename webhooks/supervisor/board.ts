import type { AllChanges } from '../../src/engine/changes.ts'
import type { Store } from '../../src/engine/store.ts'
import { storeTroubleIn } from '../../src/engine/store-trouble.ts'
import type { Timelines } from '../../src/engine/timelines.ts'
import { feature, state as schema } from '../../src/features/video-escalation/contract.ts'
import { createOwnCursor } from '../../src/projections/cursor.ts'
import type { Projection } from '../../src/projections/projection.ts'
import { createFollower, createReader } from '../../src/projections/reader.ts'
import { type BoardRow, rowOf } from './board-row.ts'

export type BoardUpdate = { readonly rows: readonly BoardRow[]; readonly gone: readonly string[] }
export type Board = {
  /**
   * Returns everything on the board now, and calls `changed` with later updates. @throws if Redis cannot be read
   * @returns the rows, and `stop`, which ends the updates
   */
  watch(
    changed: (update: BoardUpdate) => void,
  ): Promise<{ readonly rows: readonly BoardRow[]; readonly stop: () => void }>
  /** When Redis was last read (ms), i.e. how old the board is. */
  readAt(): number
}

type BoardDeps = {
  readonly store: Pick<Store, 'load' | 'live'>
  readonly timelines: Pick<Timelines, 'entriesAfter' | 'end'>
  readonly changes?: AllChanges
  readonly now?: () => number
  readonly everyMs?: number
}

/** Ended escalations stay for a while, so that supervisors see how they ended. */
const endedStaysMs = 10 * 60_000
/** A supervisor who refreshes finds the board unchanged. */
const idleAfterMs = 2 * 60_000
const mostAtOnce = 1_000

/**
 * All live escalations, and those that have just ended, as one process knows them. They are read once when somebody
 * opens the board, and then again when the stream of all timelines names them: it misses nothing, so neither does the
 * board. While nobody watches, nothing is read. Its cursor is not stored: each server has its own board, and reads the
 * records anew when it opens.
 */
export function createBoard({ store, timelines, changes, now = Date.now, everyMs = 200 }: BoardDeps): Board {
  const rows = new Map<string, BoardRow>()
  const watchers = new Set<(update: BoardUpdate) => void>()
  let reader = createReader({ timelines, followers: [] })
  let readAt = 0
  let lastWatched = 0
  let opening: Promise<void> | undefined

  async function open(): Promise<void> {
    rows.clear()
    // First the stream's end, then the records: a change in between is read twice.
    const cursor = createOwnCursor(await timelines.end())
    reader = createReader({
      timelines,
      followers: [createFollower({ projection, cursor })],
      pageSize: mostAtOnce,
    })
    const keys = await store.live(feature)
    await Promise.all(keys.map(read))
    readAt = now()
    again()
  }

  async function read(key: string): Promise<BoardRow | undefined> {
    const row = await found(key)
    if (row) rows.set(key, row)
    return row
  }

  /** Returns no row for an unreadable record, so that the others still have theirs. The workers' counts name it. */
  async function found(key: string): Promise<BoardRow | undefined> {
    try {
      const saved = await store.load({ feature, key })
      return saved && rowOf(key, saved.version, schema.parse(saved.state))
    } catch (problem) {
      if (storeTroubleIn(problem)) throw problem
      return undefined
    }
  }

  const changed = new Set<string>()
  const projection: Projection<string | undefined> = {
    name: 'board',
    reduce: (entry) => (entry.feature === feature ? entry.key : undefined),
    async commit(keys) {
      const named = new Set(keys.filter((key) => key !== undefined))
      await Promise.all([...named].map(read))
      for (const key of named) changed.add(key)
      return []
    },
  }

  async function round(): Promise<void> {
    await reader.follow()
    readAt = now()
    const old = [...rows.values()].filter(({ outcome }) => outcome && outcome.endedAt < now() - endedStaysMs)
    for (const { key } of old) rows.delete(key)
    const gone = old.map(({ key }) => key)
    const update = { rows: [...changed].flatMap((key) => rows.get(key) ?? []), gone }
    changed.clear()
    if (update.rows.length + gone.length > 0) publish(update)
  }

  function again(): void {
    const timer = setTimeout(async () => {
      if (watchers.size > 0) lastWatched = now()
      else if (now() - lastWatched > idleAfterMs) {
        opening = undefined
        return
      }
      // Redis may be away: the board then shows its age, and catches up later from its cursor.
      await round().catch(() => {})
      again()
    }, everyMs)
    timer.unref()
  }

  function publish(update: BoardUpdate): void {
    for (const changed of watchers) changed(update)
  }

  // Erasing a conversation leaves no timeline entry that a round could read.
  changes?.watchAll(async (of, key) => {
    if (of !== feature || rows.get(key)?.outcome === undefined) return
    if ((await read(key).catch(() => true)) || !rows.delete(key)) return
    publish({ rows: [], gone: [key] })
  })

  return {
    async watch(changed) {
      lastWatched = now()
      opening ??= open()
      await opening.catch((problem: unknown) => {
        opening = undefined
        throw problem
      })
      watchers.add(changed)
      return { rows: [...rows.values()], stop: () => void watchers.delete(changed) }
    },
    readAt: () => readAt,
  }
}
