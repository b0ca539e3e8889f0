import type { TimelineEntry } from '../../engine/timeline.ts'
import { type Measures, type Observation, when } from '../../metrics/measure.ts'
import { callFigures, measured } from './call-metrics.ts'

/** The metrics of videos that are counted from their decisions. Times in seconds, by the clocks of the events' senders. */
export const metrics: Measures = {
  escalate_endings_total: {
    help: 'Escalations that ended, by reason and whether the customer came',
    labels: ['reason', 'joined'],
  },
  escalate_invite_seconds: {
    help: 'From the request for a video to its invite in the chat',
    buckets: [0.25, 0.5, 1, 2, 5, 10, 30, 60],
  },
  escalate_join_seconds: {
    help: 'From the request for a video to the customer in the room',
    buckets: [5, 15, 30, 60, 120, 300, 600, 1_800],
  },
  escalate_teardown_seconds: {
    help: 'From the end of an escalation to its closed room',
    buckets: [0.5, 1, 2, 5, 10, 30, 60, 120, 300],
  },
  escalate_room_minutes_after_end_total: {
    help: 'Full minutes that rooms outlived their escalation; should stay 0',
    labels: ['reason'],
  },
  ...measured,
}

/** What one timeline entry of a video adds to them. Invite, arrival and end count once for each escalation. */
export function metricsOf(entry: TimelineEntry): readonly Observation[] {
  const { type, at, about, after } = entry
  if (!after) return []
  const { id, startedAt, endedAt, roomSid, isCustomerHere } = after
  // The conversation's next escalation starts from nothing.
  const before = entry.before?.['id'] === id ? entry.before : undefined
  const since = (then: unknown) => Math.max(0, (at - Number(then)) / 1000)
  const isFirstInvite = (about['number'] ?? 1) === 1 && (about['escalationId'] ?? id) === id
  const isFirstArrival =
    isCustomerHere === true && before?.['isCustomerHere'] !== true && before?.['joinedAt'] === undefined
  // The text after the colon is about one case; the word before it is one of a few.
  const reason = String(after['reason']).split(':')[0] ?? ''
  const hasEnded = endedAt !== undefined && before?.['endedAt'] === undefined
  const hadRoom = hasEnded && roomSid !== undefined
  return [
    ...(type === 'connection.measured' ? callFigures(entry) : []),
    ...when(type === 'invite.posted' && isFirstInvite, 'escalate_invite_seconds', since(startedAt)),
    ...when(isFirstArrival, 'escalate_join_seconds', since(startedAt)),
    ...when(hasEnded, 'escalate_endings_total', 1, { reason, joined: String(after['joined']) }),
    ...when(hadRoom, 'escalate_teardown_seconds', since(endedAt)),
    ...when(hadRoom, 'escalate_room_minutes_after_end_total', Math.floor(since(endedAt) / 60), { reason }),
  ]
}
