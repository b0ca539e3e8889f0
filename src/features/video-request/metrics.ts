import type { TimelineEntry } from '../../engine/timeline.ts'
import { type Count, type Meanings, seriesOf } from '../../metrics/exposition.ts'

const name = 'escalate_video_requests_total'

/** The metrics of requests that are counted from their timelines. */
export const metrics: Meanings = {
  [name]: {
    type: 'counter',
    help: "Customers' requests for video, and the answers: invited, declined, expired, ended",
  },
}

/** A late message can move a request back to an earlier state, so each state counts once. */
export function metricsOf({ after }: TimelineEntry): readonly Count[] {
  if (!after) return []
  const { id, state } = after
  return ['received', ...(state === 'received' ? [] : [String(state)])].map((word) => ({
    once: `${id} ${word}`,
    adds: [[seriesOf(name, { state: word }), 1]],
  }))
}
