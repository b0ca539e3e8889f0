import type { TimelineEntry } from '../../engine/timeline.ts'
import { type Measures, type Observation, when } from '../../metrics/measure.ts'

const name = 'escalate_video_requests_total'

/** The metrics of requests that are counted from their decisions. */
export const metrics: Measures = {
  [name]: {
    help: "Customers' requests for video, and the answers: invited, declined, expired, ended",
    labels: ['state'],
  },
}

/**
 * What one timeline entry adds to them: a request counts when it is received, and its answer when it is known. After a
 * late message that makes an answer void, the next answer counts, too.
 */
export function metricsOf({ before, after }: TimelineEntry): readonly Observation[] {
  if (!after) return []
  const last = before?.['id'] === after['id'] ? before?.['state'] : undefined
  const state = String(after['state'])
  return [
    ...when(last === undefined, name, 1, { state: 'received' }),
    ...when(state !== last && state !== 'received', name, 1, { state }),
  ]
}
