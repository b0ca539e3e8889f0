import type { Redis } from 'ioredis'
import { z } from 'zod'
import { unpacked } from './entry-text.ts'
import { entriesScript } from './scripts.ts'
import type { RecordRef } from './store.ts'
import type { TimelineEntry } from './timeline.ts'
import { entriesKey, recordKey, timelineKey } from './timeline-keys.ts'

/** An entry and its position in the stream of all entries, as a cursor. */
export type PositionedEntry = { readonly at: string; readonly entry: TimelineEntry }

/** The name of an entry in reports. */
export const itemOf = ({ at, entry: { feature, key } }: PositionedEntry): string => `${feature} ${key} ${at}`

type ReportUnreadable = (item: string, problem: unknown) => void

/**
 * Reads what the save script wrote, and writes nothing. An unreadable entry is reported and left out: it must not block
 * the entries after it.
 */
export interface Timelines {
  /** One record's timeline, oldest first, in pages: memory stays flat however long it is. */
  of(record: RecordRef): AsyncIterable<TimelineEntry>
  /** Entries of all records after a cursor (`0`: from the oldest), oldest first, at most `most`. */
  entriesAfter(after: string, most: number, report?: ReportUnreadable): Promise<readonly PositionedEntry[]>
  /** The position of the last entry in the stream of all entries. */
  end(): Promise<string>
}

const pageSize = 500

type EntryRow = readonly [at: string, fields: readonly string[]]
const foundEntries = z.array(z.tuple([z.number(), z.array(z.instanceof(Buffer))]))

/** `<feature> <key>`, as the save script writes it; a feature's name has no space. */
function recordOf(text: string): RecordRef {
  const [feature = '', ...key] = text.split(' ')
  return { feature, key: key.join(' ') }
}

function read(
  record: RecordRef,
  bytes: Buffer,
  report: (problem: unknown) => void = () => {},
): readonly TimelineEntry[] {
  try {
    return [unpacked(record, bytes)]
  } catch (problem) {
    report(problem)
    return []
  }
}

export function createTimelines(redis: Redis, prefix = 'escalate'): Timelines {
  /** Reads entries in one round trip, each record's together. Expired entries are left out. */
  async function entriesOf(rows: readonly EntryRow[], report: ReportUnreadable): Promise<readonly PositionedEntry[]> {
    const wanted = rows.map(([at, [, of = '', , version]]) => ({ at, of, version: Number(version) }))
    const stretches = [...Map.groupBy(wanted, ({ of }) => of)].map(([of, all]) => {
      const versions = all.map(({ version }) => version)
      return { of, record: recordOf(of), first: Math.min(...versions), last: Math.max(...versions) }
    })
    const keys = stretches.flatMap(({ record }) => [recordKey(prefix, record), timelineKey(prefix, record)])
    const bounds = stretches.flatMap(({ first, last }) => [first, last])
    // Entries are bytes. ioredis has no `evalBuffer`.
    const found = foundEntries.parse(await redis.callBuffer('EVAL', entriesScript, keys.length, ...keys, ...bounds))
    const entries = new Map(
      stretches.flatMap(({ of, record }, n) => {
        const [last, all] = found[n] ?? [0, []]
        return all.map((bytes, m) => [`${of} ${last - all.length + 1 + m}`, { record, bytes }] as const)
      }),
    )
    return wanted.flatMap(({ at, of, version }) => {
      const one = entries.get(`${of} ${version}`)
      const unreadable = (problem: unknown) => report(`${of} ${at}`, problem)
      return one ? read(one.record, one.bytes, unreadable).map((entry) => ({ at, entry })) : []
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
    async entriesAfter(after, most, report = () => {}) {
      for (let from = after; ; ) {
        const rows = await redis.xrange(entriesKey(prefix), `(${from}`, '+', 'COUNT', most)
        const last = rows.at(-1)
        if (!last) return []
        const found = await entriesOf(rows, report)
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
