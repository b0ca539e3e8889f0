import type { TimelineEntry } from '../engine/timeline.ts'
import { callFigures, measured } from './call-figures.ts'
import { type Meanings, type Sample, seriesOf } from './exposition.ts'
import { observed } from './observed.ts'

/** Samples to add. With `once`, only the first count of this name is added: a reconnect is not a second arrival. */
export type Count = { readonly once?: string; readonly adds: readonly Sample[] }

const video = 'video-escalation'
const transfer = 'conversation-transfer'

/** The metrics that are counted from the timeline. Times in seconds, by the clocks of the events' senders. */
export const countedMeanings: Meanings = {
  escalate_decisions_total: { type: 'counter', help: 'Decisions by feature and event' },
  escalate_refusals_total: { type: 'counter', help: 'Requests of agents and customers that were answered no' },
  escalate_effects_failed_total: { type: 'counter', help: 'Effects that failed for good' },
  escalate_states_total: { type: 'counter', help: 'Records that came into a state' },
  escalate_endings_total: { type: 'counter', help: 'Escalations that ended, by reason and whether the customer came' },
  escalate_invite_seconds: { type: 'histogram', help: 'From the request for a video to its invite in the chat' },
  escalate_join_seconds: { type: 'histogram', help: 'From the request for a video to the customer in the room' },
  escalate_teardown_seconds: { type: 'histogram', help: 'From the end of an escalation to its closed room' },
  escalate_transfer_seconds: { type: 'histogram', help: 'From the request for a transfer to its acceptance' },
  escalate_room_minutes_after_end_total: {
    type: 'counter',
    help: 'Full minutes that rooms outlived their escalation; should stay 0',
  },
  ...measured,
}

const buckets = {
  invite: [0.25, 0.5, 1, 2, 5, 10, 30, 60],
  join: [5, 15, 30, 60, 120, 300, 600, 1_800],
  transfer: [2, 5, 10, 20, 30, 60, 120, 300],
  teardown: [0.5, 1, 2, 5, 10, 30, 60, 120, 300],
}

/** The counts of one timeline entry. They depend on the entry alone, so any process can continue from any cursor. */
export function countsOf(entry: TimelineEntry): readonly Count[] {
  const { feature, type, refusal, about, before, after } = entry
  const one = (name: string, labels: Readonly<Record<string, string>>): Sample => [
    seriesOf(name, { feature, ...labels }),
    1,
  ]
  const isOther = before?.['id'] !== after?.['id']
  const hasMoved = after && (isOther || before?.['state'] !== after['state'])
  const adds = [
    one('escalate_decisions_total', { type }),
    ...(refusal ? [one('escalate_refusals_total', { code: refusal })] : []),
    ...(type === 'effect.failed' ? [one('escalate_effects_failed_total', { effect: String(about['effect']) })] : []),
    ...(hasMoved ? [one('escalate_states_total', { state: String(after['state']) })] : []),
  ]
  const more = feature === video ? videoCounts(entry) : feature === transfer ? transferCounts(entry) : []
  return [{ adds }, ...more]
}

/** A cold transfer is accepted before it is completed, a warm one can be completed at once: the first state counts. */
function transferCounts({ at, after }: TimelineEntry): readonly Count[] {
  const isTaken = after && ['accepted', 'completed'].includes(String(after['state']))
  if (!isTaken) return []
  const seconds = Math.max(0, (at - Number(after['startedAt'])) / 1000)
  return [{ once: `${after['id']} taken`, adds: observed('escalate_transfer_seconds', seconds, buckets.transfer) }]
}

function videoCounts(entry: TimelineEntry): readonly Count[] {
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
