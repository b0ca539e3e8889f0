import type { History } from '../src/engine/history.ts'
import type { PeriodicTask } from '../src/engine/periodic-task.ts'
import { itemOf, type Timelines } from '../src/engine/timelines.ts'
import { countsOf } from './counts.ts'

type Deps = {
  readonly timelines: Pick<Timelines, 'entriesAfter'>
  readonly numbers: Pick<History, 'cursor' | 'add'>
  readonly periodicTask: PeriodicTask
}

/** One script call each; more would keep Redis from others for too long. */
const atOnce = 200

/**
 * Counts what is new in the stream of all timelines, exactly once, whoever else does: cursor and counts move together.
 * @returns how many lines were counted
 */
export async function countNews({ timelines, numbers, periodicTask }: Deps): Promise<number> {
  let lines = 0
  for (;;) {
    const from = await numbers.cursor()
    const told = await timelines.entriesAfter(from, atOnce, periodicTask.failed)
    const last = told.at(-1)
    if (!last) return lines
    const all = await periodicTask.each(told, itemOf, ({ entry }) => countsOf(entry))
    const counted = { counts: all.flatMap(({ counts }) => counts), failures: all.flatMap(({ failures }) => failures) }
    if (!(await numbers.add(from, last.at, counted))) return lines
    lines += told.length
  }
}
