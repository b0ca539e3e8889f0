import { StoreTrouble } from '../core/errors.ts'
import type { PeriodicTask } from '../engine/periodic-task.ts'
import { itemOf, type PositionedEntry, type Timelines } from '../engine/timelines.ts'
import { newerFormat } from '../formats/index.ts'
import type { Cursor } from './cursor.ts'
import type { Projection } from './projection.ts'

type Terms<R> = {
  readonly projection: Projection<R>
  readonly cursor: Cursor
  /** Reports entries that are left out. Without it they are reported by another process. */
  readonly periodicTask?: Pick<PeriodicTask, 'each' | 'failed'>
}

/** A projection with what it has read and not committed yet. */
export interface Follower {
  /** Where it reads on. */
  at(): Promise<string>
  take(entries: readonly PositionedEntry[]): Promise<void>
  /** Commits what was taken, if it is time. @returns how many entries were committed */
  commit(isFull: boolean): Promise<number>
  failed(item: string, problem: unknown): void
}

/** How long (ms) a cursor is believed to stay: another process or a failover may have moved it. */
const believedMs = 5_000

export function createFollower<R>(
  { projection, cursor, periodicTask = unreported }: Terms<R>,
  now = Date.now,
): Follower {
  let from: { readonly cursor: string; readonly readAt: number } | undefined
  let taken: { readonly to: string; readonly since: number; readonly entries: number; readonly added: R[] } | undefined

  return {
    failed: periodicTask.failed,
    async at() {
      if (taken) return taken.to
      if (!from || from.readAt < now() - believedMs) from = { cursor: await cursor.read(), readAt: now() }
      return from.cursor
    },
    async take(entries) {
      const last = entries.at(-1)
      if (!last) return
      const added = await periodicTask.each(entries, itemOf, ({ entry }) => projection.reduce(entry))
      const { since = now(), entries: before = 0, added: earlier = [] } = taken ?? {}
      taken = { to: last.at, since, entries: before + entries.length, added: [...earlier, ...added] }
    },
    async commit(isFull) {
      const whole = taken
      if (!whole || !from || (!isFull && whole.since > now() - (projection.collectMs ?? 0))) return 0
      const since = from.cursor
      // Whatever fails from here on is read again, from the cursor.
      taken = from = undefined
      const writes = await projection.commit(whole.added)
      const refused = (key: string) => periodicTask.failed(key, new SyntaxError(`${key} has another type of value`))
      if (!(await cursor.commit(since, whole.to, writes, refused))) return 0
      from = { cursor: whole.to, readAt: now() }
      return whole.entries
    },
  }
}

const unreported: Pick<PeriodicTask, 'each' | 'failed'> = {
  each: (items, _, work) => Promise.all(items.map(work)),
  failed: () => {},
}

type ReaderTerms = {
  readonly timelines: Pick<Timelines, 'entriesAfter'>
  readonly followers: readonly Follower[]
  /** Whether a newer version stores data here. */
  readonly isOutdated?: () => Promise<boolean>
  readonly pageSize?: number
}

/**
 * Reads the ordered story for projections. Followers at the same place share a page, so that each entry is read once; a
 * follower that fails stays behind alone. An entry that only a newer version can read waits for a process of that version.
 */
export function createReader({ timelines, followers, isOutdated = async () => false, pageSize = 200 }: ReaderTerms) {
  /** @returns how many entries were committed */
  async function follow(): Promise<number> {
    let committed = 0
    const problems: unknown[] = []
    let left = followers
    while (left.length > 0) {
      const places = await Promise.all(left.map(async (follower) => ({ follower, at: await follower.at() })))
      const full: Follower[] = []
      for (const [at, group] of Map.groupBy(places, (each) => each.at)) {
        const all = group.map(({ follower }) => follower)
        const entries = await page(at, all)
        for (const follower of all) {
          try {
            await follower.take(entries)
            committed += await follower.commit(entries.length >= pageSize)
            if (entries.length >= pageSize) full.push(follower)
          } catch (problem) {
            problems.push(problem)
          }
        }
      }
      left = full
    }
    if (problems.length > 0) throw problems.length === 1 ? problems[0] : new AggregateError(problems, 'Not committed')
    return committed
  }

  async function page(at: string, group: readonly Follower[]): Promise<readonly PositionedEntry[]> {
    const unreadable: [item: string, problem: unknown][] = []
    const entries = await timelines.entriesAfter(at, pageSize, (...each) => void unreadable.push(each))
    if (unreadable.length > 0 && (await isOutdated()))
      throw new StoreTrouble('a newer version wrote entries of the story', { reason: newerFormat })
    for (const each of unreadable) for (const follower of group) follower.failed(...each)
    return entries
  }

  return { follow }
}
