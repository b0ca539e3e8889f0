import type { Redis } from 'ioredis'
import { entriesKey } from '../timeline-keys.ts'

const pageSize = 1_000
/** Redis' clock and ours may differ by so much (ms). */
const skewMs = 10 * 60_000

type Terms = {
  readonly prefix: string
  /** When the first entry of its timelines was written (ms). */
  readonly since: number
}

/** One conversation's rows in the lists that are about all of them. */
export type RowsAbout = {
  /** Why they cannot be removed yet: the numbers do not have all of them. */
  readonly busy: string | undefined
  /** @returns how many were removed */
  remove(): Promise<number>
}

export async function rowsAbout(redis: Redis, key: string, { prefix, since }: Terms): Promise<RowsAbout> {
  const isAbout = (text: string) => text.includes(key.slice(2))
  const [news, failures, once] = [entriesKey(prefix), `${prefix}:history:failures`, `${prefix}:numbers:once`]

  const told: string[] = []
  for (let from = Number.isFinite(since) ? String(Math.max(0, since - skewMs)) : '-'; ; ) {
    const rows = await redis.xrange(news, from, '+', 'COUNT', pageSize)
    told.push(...rows.filter(([, fields]) => fields.some(isAbout)).map(([id]) => id))
    const last = rows.at(-1)
    if (!last || rows.length < pageSize) break
    from = `(${last[0]}`
  }
  const marks = await Promise.all([redis.get(`${prefix}:numbers:mark`), redis.get(`${prefix}:history:cursor`)])
  const isCounted = marks.every((mark) => told.every((id) => isUpTo(id, mark ?? '0')))

  return {
    busy: isCounted ? undefined : 'what happened last is not counted yet',
    async remove() {
      let removed = told.length > 0 ? await redis.xdel(news, ...told) : 0
      for (const row of await redis.lrange(failures, 0, -1)) {
        if (isAbout(row)) removed += await redis.lrem(failures, 0, row)
      }
      for (let from = 0; ; ) {
        const members = await redis.zrange(once, String(from), String(from + pageSize - 1))
        const mine = members.filter(isAbout)
        if (mine.length > 0) removed += await redis.zrem(once, ...mine)
        if (members.length < pageSize) return removed
        from += members.length - mine.length
      }
    },
  }
}

/** Ids of a stream are `<ms>-<n>`. */
function isUpTo(id: string, mark: string): boolean {
  const [ms = 0, n = 0] = id.split('-').map(Number)
  const [markMs = 0, markN = 0] = mark.split('-').map(Number)
  return ms < markMs || (ms === markMs && n <= markN)
}
