import type { Redis } from 'ioredis'
import { z } from 'zod'
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

type NewsRow = readonly [at: string, fields: readonly string[]]
const member = z.tuple([z.string(), z.string()])
const rowsOf = z.array(z.tuple([z.string(), z.array(z.string())]))
const told = ([at, [, text = '{}']]: NewsRow): Told => ({ at, entry: timelineEntry.parse(JSON.parse(text)) })

export function createTimelines(redis: Redis, prefix = 'escalate'): Timelines {
  async function page(stream: string, after: string, most: number): Promise<readonly Told[]> {
    const rows = await redis.xrange(stream, `(${after}`, '+', 'COUNT', most)
    return rows.map(told)
  }

  /** One round trip for all of them. What a record no longer has, because its time is over, is left out. */
  async function entriesOf(places: readonly NewsRow[]): Promise<readonly Told[]> {
    const pipeline = redis.pipeline()
    for (const [, [, of = '[]', , place = '0']] of places) {
      const [feature, key] = member.parse(JSON.parse(of))
      pipeline.xrange(timelineKey(prefix, { feature, key }), place, place)
    }
    const answers = (await pipeline.exec()) ?? []
    return places.flatMap(([at], n) => {
      const [problem, rows] = answers[n] ?? []
      if (problem) throw problem
      const [row] = rowsOf.parse(rows)
      return row ? [{ ...told(row), at }] : []
    })
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
    async news(after, most) {
      for (let from = after; ; ) {
        const places = await redis.xrange(newsKey(prefix), `(${from}`, '+', 'COUNT', most)
        const last = places.at(-1)
        const found = await entriesOf(places)
        if (!last || found.length > 0) return found
        from = last[0]
      }
    },
    async end() {
      const [last] = await redis.xrevrange(newsKey(prefix), '+', '-', 'COUNT', 1)
      return last?.[0] ?? '0'
    },
  }
}
