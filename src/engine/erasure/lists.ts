import type { Redis } from 'ioredis'
import { cursorKey } from '../../projections/cursor.ts'
import { entriesKey } from '../timeline-keys.ts'

const pageSize = 1_000
/** How much Redis' clock and ours may differ (ms). */
const skewMs = 10 * 60_000

type Terms = {
  readonly prefix: string
  /** When the first entry of the conversation's timelines was written (ms). */
  readonly since: number
}

/** The rows of one conversation in the lists that all conversations share. */
export type RowsAbout = {
  /** Why the rows cannot be removed yet: some of them are not counted yet. */
  readonly busy: string | undefined
  /** @returns how many were removed */
  remove(): Promise<number>
}

export async function rowsAbout(redis: Redis, key: string, { prefix, since }: Terms): Promise<RowsAbout> {
  const isAbout = (text: string) => text.includes(key.slice(2))
  const [entries, failures] = [entriesKey(prefix), `${prefix}:history:failures`]

  const ids: string[] = []
  for (let from = Number.isFinite(since) ? String(Math.max(0, since - skewMs)) : '-'; ; ) {
    const rows = await redis.xrange(entries, from, '+', 'COUNT', pageSize)
    ids.push(...rows.filter(([, fields]) => fields.some(isAbout)).map(([id]) => id))
    const last = rows.at(-1)
    if (!last || rows.length < pageSize) break
    from = `(${last[0]}`
  }
  const cursor = (await redis.get(cursorKey(prefix, 'history'))) ?? '0'
  const isCounted = ids.every((id) => isUpTo(id, cursor))

  return {
    busy: isCounted ? undefined : 'the latest entries are not counted yet',
    async remove() {
      let removed = ids.length > 0 ? await redis.xdel(entries, ...ids) : 0
      for (const row of await redis.lrange(failures, 0, -1)) {
        if (isAbout(row)) removed += await redis.lrem(failures, 0, row)
      }
      return removed
    },
  }
}

/** Whether a cursor has passed an id. Ids of a Redis stream are `<ms>-<n>`. */
function isUpTo(id: string, cursor: string): boolean {
  const [ms = 0, n = 0] = id.split('-').map(Number)
  const [cursorMs = 0, cursorN = 0] = cursor.split('-').map(Number)
  return ms < cursorMs || (ms === cursorMs && n <= cursorN)
}
