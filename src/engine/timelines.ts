import type { Redis } from 'ioredis'
import type { Place } from './store.ts'
import { type TimelineEntry, timelineEntry } from './timeline.ts'
import { newsKey, timelineKey } from './timeline-keys.ts'

/** An entry and where it stands in its stream, for going on from there. */
export type Told = { readonly at: string; readonly entry: TimelineEntry }

/** Reading what the save script wrote. Nothing here writes. */
export interface Timelines {
  /** One record's timeline, oldest first, in pages: memory stays flat however long it is. */
  of(place: Place): AsyncIterable<TimelineEntry>
  /** Entries of all records after a place in the stream (`0`: as far back as it goes), oldest first, at most `most`. */
  news(after: string, most: number): Promise<readonly Told[]>
  /** Where the stream of all records ends now. */
  end(): Promise<string>
}

const pageSize = 500

export function createTimelines(redis: Redis, prefix = 'escalate'): Timelines {
  async function page(stream: string, after: string, most: number): Promise<readonly Told[]> {
    const rows = await redis.xrange(stream, `(${after}`, '+', 'COUNT', most)
    return rows.map(([at, [, text = '{}']]) => ({ at, entry: timelineEntry.parse(JSON.parse(text)) }))
  }

  return {
    async *of(place) {
      const stream = timelineKey(prefix, place)
      for (let after = '0'; ; ) {
        const told = await page(stream, after, pageSize)
        for (const { entry } of told) yield entry
        const last = told.at(-1)
        if (!last || told.length < pageSize) return
        after = last.at
      }
    },
    news: (after, most) => page(newsKey(prefix), after, most),
    async end() {
      const [last] = await redis.xrevrange(newsKey(prefix), '+', '-', 'COUNT', 1)
      return last?.[0] ?? '0'
    },
  }
}
