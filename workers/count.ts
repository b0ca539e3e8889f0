import type { History } from '../src/engine/history.ts'
import type { PeriodicTask } from '../src/engine/periodic-task.ts'
import { itemOf, type Timelines } from '../src/engine/timelines.ts'
import { countsOf } from './counts.ts'

type Deps = {
  readonly timelines: Pick<Timelines, 'entriesAfter'>
  readonly numbers: Pick<History, 'cursor' | 'add'>
  readonly periodicTask: PeriodicTask
}

/** Entries per script call; more would block Redis for too long. */
const atOnce = 200

/**
 * Counts new entries in the stream of all timelines, exactly once even if several workers count: cursor and counts move
 * together.
 * @returns how many entries were counted
 */
export async function countNews({ timelines, numbers, periodicTask }: Deps): Promise<number> {
  let counted = 0
  for (;;) {
    const from = await numbers.cursor()
    const entries = await timelines.entriesAfter(from, atOnce, periodicTask.failed)
    const last = entries.at(-1)
    if (!last) return counted
    const all = await periodicTask.each(entries, itemOf, ({ entry }) => countsOf(entry))
    const figures = { counts: all.flatMap(({ counts }) => counts), failures: all.flatMap(({ failures }) => failures) }
    if (!(await numbers.add(from, last.at, figures))) return counted
    counted += entries.length
  }
}
