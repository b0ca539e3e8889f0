import type { TimelineEntry } from '../../engine/timeline.ts'
import type { Count } from '../../projections/history.ts'

/** What one timeline entry of a request adds to the supervisor's numbers of its hour: `requests received`, … */
export function historyOf({ received, before, after }: TimelineEntry): readonly Count[] {
  if (!after) return []
  const last = before?.['id'] === after['id'] ? before?.['state'] : undefined
  const { state } = after
  if (last === state) return []
  return [
    ...(last === undefined ? [hour(received, 'received', 1)] : []),
    // A late message may show that an answer was none.
    ...(last === undefined || last === 'received' ? [] : [hour(received, String(last), -1)]),
    ...(state === 'received' ? [] : [hour(received, String(state), 1)]),
  ]
}

const hour = (at: number, word: string, n: number): Count => ({ of: 'hour', at, field: `requests ${word}`, n })
