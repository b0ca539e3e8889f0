import type { TimelineEntry } from '../../src/engine/timeline.ts'
import type { Timelines } from '../../src/engine/timelines.ts'

const pageSize = 500

/** Entries of all records that were written in a span (ms), oldest first, in pages: memory stays flat however many there are. */
export async function* entriesIn(
  timelines: Pick<Timelines, 'entriesAfter'>,
  { since, until }: { readonly since: number; readonly until: number },
): AsyncGenerator<TimelineEntry> {
  for (let place = `${Math.max(0, since - 1)}-18446744073709551615`; ; ) {
    const told = await timelines.entriesAfter(place, pageSize)
    for (const { at, entry } of told) {
      if (Number.parseInt(at, 10) > until) return
      yield entry
    }
    const last = told.at(-1)
    if (!last) return
    place = last.at
  }
}
