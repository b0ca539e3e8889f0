import type { Redis } from 'ioredis'
import { z } from 'zod'
import { unpacked } from './entry-text.ts'
import { entriesScript } from './scripts.ts'
import type { RecordRef } from './store.ts'
import type { TimelineEntry } from './timeline.ts'
import { entriesKey, recordKey, timelineKey } from './timeline-keys.ts'

/** An entry and where it stands in the stream of all, for going on from there. */
export type PositionedEntry = { readonly at: string; readonly entry: TimelineEntry }

/** An entry's name among all. */
export const itemOf = ({ at, entry: { feature, key } }: PositionedEntry): string => `${feature} ${key} ${at}`

type ReportUnreadable = (item: string, problem: unknown) => void

/**
 * Reading what the save script wrote. Nothing here writes. An entry that cannot be read is told of, where somebody listens,
 * and left out: it must not keep anybody from those behind it.
 */
export interface Timelines {
  /** One record's timeline, oldest first, in pages: memory stays flat however long it is. */
  of(record: RecordRef): AsyncIterable<TimelineEntry>
  /** Entries of all records after a place in the stream (`0`: as far back as it goes), oldest first, at most `most`. */
  entriesAfter(after: string, most: number, tell?: ReportUnreadable): Promise<readonly PositionedEntry[]>
  /** Where the stream of all records ends now. */
  end(): Promise<string>
}

const pageSize = 500

type EntryRow = readonly [at: string, fields: readonly string[]]
const foundEntries = z.array(z.instanceof(Buffer).nullable())

/** `<feature> <key>`, as the save script writes it; a feature's name has no space. */
function recordOf(text: string): RecordRef {
  const [feature = '', ...key] = text.split(' ')
  return { feature, key: key.join(' ') }
}

function read(record: RecordRef, bytes: Buffer, tell: (problem: unknown) => void = () => {}): readonly TimelineEntry[] {
  try {
    return [unpacked(record, bytes)]
  } catch (problem) {
    tell(problem)
    return []
  }
}

export function createTimelines(redis: Redis, prefix = 'escalate'): Timelines {
  /** One round trip for all of them. What a record no longer has, because its time is over, is left out. */
  async function entriesOf(rows: readonly EntryRow[], tell: ReportUnreadable): Promise<readonly PositionedEntry[]> {
    const records = rows.map(([, [, of = '']]) => recordOf(of))
    const versions = rows.map(([, [, , , version = '0']]) => version)
    const keys = records.flatMap((record) => [recordKey(prefix, record), timelineKey(prefix, record)])
    // Entries are bytes. ioredis has no `evalBuffer`.
    const found = foundEntries.parse(await redis.callBuffer('EVAL', entriesScript, keys.length, ...keys, ...versions))
    return rows.flatMap(([at], n) => {
      const [record, bytes] = [records[n], found[n]]
      if (!record || !bytes) return []
      const told = (problem: unknown) => tell(`${record.feature} ${record.key} ${at}`, problem)
      return read(record, bytes, told).map((entry) => ({ at, entry }))
    })
  }

  return {
    async *of(record) {
      const list = timelineKey(prefix, record)
      for (let from = 0; ; from += pageSize) {
        const page = await redis.lrangeBuffer(list, from, from + pageSize - 1)
        for (const bytes of page) yield* read(record, bytes)
        if (page.length < pageSize) return
      }
    },
    async entriesAfter(after, most, tell = () => {}) {
      for (let from = after; ; ) {
        const rows = await redis.xrange(entriesKey(prefix), `(${from}`, '+', 'COUNT', most)
        const last = rows.at(-1)
        if (!last) return []
        const found = await entriesOf(rows, tell)
        if (found.length > 0) return found
        from = last[0]
      }
    },
    async end() {
      const [last] = await redis.xrevrange(entriesKey(prefix), '+', '-', 'COUNT', 1)
      return last?.[0] ?? '0'
    },
  }
}
