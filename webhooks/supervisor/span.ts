import type { TimelineEntry } from '../../src/engine/timeline.ts'
import type { Timelines } from '../../src/engine/timelines.ts'

const pageSize = 500

/** Reads the entries of all records within a span (ms), oldest first, in pages, so that memory stays flat. */
export async function* entriesIn(
  timelines: Pick<Timelines, 'entriesAfter'>,
  { since, until }: { readonly since: number; readonly until: number },
): AsyncGenerator<TimelineEntry> {
  for (let cursor = `${Math.max(0, since - 1)}-18446744073709551615`; ; ) {
    const page = await timelines.entriesAfter(cursor, pageSize)
    for (const { at, entry } of page) {
      if (Number.parseInt(at, 10) > until) return
      yield entry
    }
    const last = page.at(-1)
    if (!last) return
    cursor = last.at
  }
}
