import type { TimelineEntry } from '../../engine/timeline.ts'
import type { Measures, Observation } from '../../metrics/measure.ts'

/** The metrics of transfers that are counted from their decisions. */
export const metrics: Measures = {
  escalate_transfer_seconds: {
    help: 'From the request for a transfer to its acceptance',
    buckets: [2, 5, 10, 20, 30, 60, 120, 300],
  },
}

/** A cold transfer is accepted before it is completed, a warm one can be completed at once: the first state counts. */
export function metricsOf({ at, before, after }: TimelineEntry): readonly Observation[] {
  const isTaken = (view: typeof after) => ['accepted', 'completed'].includes(String(view?.['state']))
  const wasTaken = before?.['id'] === after?.['id'] && isTaken(before)
  if (!after || wasTaken || !isTaken(after)) return []
  return [{ name: 'escalate_transfer_seconds', value: Math.max(0, (at - Number(after['startedAt'])) / 1000) }]
}
