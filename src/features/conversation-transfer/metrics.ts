import type { TimelineEntry } from '../../engine/timeline.ts'
import type { Count, Meanings } from '../../metrics/exposition.ts'
import { observed } from '../../metrics/observed.ts'

/** The metrics of transfers that are counted from their timelines. */
export const metrics: Meanings = {
  escalate_transfer_seconds: { type: 'histogram', help: 'From the request for a transfer to its acceptance' },
}

const buckets = [2, 5, 10, 20, 30, 60, 120, 300]

/** A cold transfer is accepted before it is completed, a warm one can be completed at once: the first state counts. */
export function metricsOf({ at, after }: TimelineEntry): readonly Count[] {
  const isTaken = after && ['accepted', 'completed'].includes(String(after['state']))
  if (!isTaken) return []
  const seconds = Math.max(0, (at - Number(after['startedAt'])) / 1000)
  return [{ once: `${after['id']} taken`, adds: observed('escalate_transfer_seconds', seconds, buckets) }]
}
