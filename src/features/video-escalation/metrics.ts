import type { TimelineEntry } from '../../engine/timeline.ts'
import { type Count, type Meanings, type Sample, seriesOf } from '../../metrics/exposition.ts'
import { observed } from '../../metrics/observed.ts'
import { callFigures, measured } from './call-metrics.ts'

/** The metrics of videos that are counted from their timelines. Times in seconds, by the clocks of the events' senders. */
export const metrics: Meanings = {
  escalate_endings_total: { type: 'counter', help: 'Escalations that ended, by reason and whether the customer came' },
  escalate_invite_seconds: { type: 'histogram', help: 'From the request for a video to its invite in the chat' },
  escalate_join_seconds: { type: 'histogram', help: 'From the request for a video to the customer in the room' },
  escalate_teardown_seconds: { type: 'histogram', help: 'From the end of an escalation to its closed room' },
  escalate_room_minutes_after_end_total: {
    type: 'counter',
    help: 'Full minutes that rooms outlived their escalation; should stay 0',
  },
  ...measured,
}

const buckets = {
  invite: [0.25, 0.5, 1, 2, 5, 10, 30, 60],
  join: [5, 15, 30, 60, 120, 300, 600, 1_800],
  teardown: [0.5, 1, 2, 5, 10, 30, 60, 120, 300],
}

/** What one timeline entry of a video adds to them. */
export function metricsOf(entry: TimelineEntry): readonly Count[] {
  const { type, at, before, after } = entry
  if (!after) return []
  const { id, startedAt, endedAt, roomSid } = after
  const once = (what: string, adds: readonly Sample[]): Count => ({ once: `${id} ${what}`, adds })
  const since = (then: unknown) => Math.max(0, (at - Number(then)) / 1000)
  const counts: Count[] = []
  if (type === 'connection.measured') counts.push({ adds: callFigures(entry) })
  if (type === 'invite.posted') {
    counts.push(once('invited', observed('escalate_invite_seconds', since(startedAt), buckets.invite)))
  }
  if (after['isCustomerHere'] === true && before?.['isCustomerHere'] !== true) {
    counts.push(once('joined', observed('escalate_join_seconds', since(startedAt), buckets.join)))
  }
  if (endedAt !== undefined) {
    // The text after the colon is about one case; the word before it is one of a few.
    const reason = String(after['reason']).split(':')[0] ?? ''
    const ending = seriesOf('escalate_endings_total', { reason, joined: String(after['joined']) })
    const minutes = seriesOf('escalate_room_minutes_after_end_total', { reason })
    const room: readonly Sample[] = roomSid
      ? [
          ...observed('escalate_teardown_seconds', since(endedAt), buckets.teardown),
          [minutes, Math.floor(since(endedAt) / 60)],
        ]
      : []
    counts.push(once('ended', [[ending, 1], ...room]))
  }
  return counts
}
