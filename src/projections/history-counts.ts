import type { TimelineEntry } from '../engine/timeline.ts'
import { published } from '../features/published.ts'
import { type Count, type Counted, type GaveUp, historyWrites } from './history.ts'
import type { Projection } from './projection.ts'

/** The supervisor's numbers: by the hour, and by the day of each agent. */
export const historyProjection = (prefix: string): Projection<Counted> => ({
  name: 'history',
  collectMs: 1_000,
  reduce: countsOf,
  commit: (added) => historyWrites(prefix, added),
})

const historyOf = new Map(published.map((each) => [each.feature, each.historyOf]))

/**
 * Returns what one timeline entry adds to the counts. Only the difference between before and after counts, so late
 * events complete what was counted, and all entries of an escalation add up to its final figures.
 */
export function countsOf(entry: TimelineEntry): Counted {
  const failures = failureIn(entry)
  const failed = failures.map(({ effect, code }): Count => hour(entry, `failed ${effect}${code ? ` ${code}` : ''}`, 1))
  return { counts: [...(historyOf.get(entry.feature)?.(entry) ?? []), ...failed], failures }
}

function failureIn({ type, about, feature, key, received, after }: TimelineEntry): readonly GaveUp[] {
  const { effect, code } = about
  if (type !== 'effect.failed' || typeof effect !== 'string') return []
  const id = after?.['id']
  return [
    {
      at: received,
      feature,
      key,
      effect,
      ...(typeof code === 'number' && { code }),
      ...(typeof id === 'string' && { about: id }),
    },
  ]
}

const hour = ({ received }: TimelineEntry, field: string, n: number): Count => ({ of: 'hour', at: received, field, n })
