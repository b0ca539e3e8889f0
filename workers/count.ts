import type { History } from '../src/engine/history.ts'
import type { Timelines } from '../src/engine/timelines.ts'
import { countsOf } from './counts.ts'

type Deps = { readonly timelines: Pick<Timelines, 'news'>; readonly numbers: Pick<History, 'cursor' | 'add'> }

/** One script call each; more would keep Redis from others for too long. */
const atOnce = 200

/**
 * Counts what is new in the stream of all timelines, exactly once, whoever else does: cursor and counts move together.
 * @returns how many lines were counted
 */
export async function countNews({ timelines, numbers }: Deps): Promise<number> {
  let lines = 0
  for (;;) {
    const from = await numbers.cursor()
    const told = await timelines.news(from, atOnce)
    const last = told.at(-1)
    if (!last) return lines
    const all = told.map(({ entry }) => countsOf(entry))
    const counted = { counts: all.flatMap(({ counts }) => counts), failures: all.flatMap(({ failures }) => failures) }
    if (!(await numbers.add(from, last.at, counted))) return lines
    lines += told.length
  }
}
