import { figures } from '../core/figures.ts'
import type { TimelineEntry } from '../engine/timeline.ts'
import { kinds } from './catalogue.ts'

/** An event in the form of the Standard Webhooks specification. `id` is its `webhook-id`, the same at every attempt. */
export type OutboundEvent = {
  readonly id: string
  readonly body: {
    readonly type: string
    readonly timestamp: string
    readonly data: Readonly<Record<string, string | number | boolean>>
  }
}

/** Events without a change of state, each with the detail whose first appearance causes it. */
const details = { rated: 'stars', undelivered: 'notDelivered' } as const

/**
 * The events of a timeline entry: a record reached another state, was rated, its invite was not delivered, or a page
 * reported figures. Most entries give no event. Events contain only data of the entry, so no name, link or text of
 * anybody.
 */
export function eventsOf(entry: TimelineEntry): readonly OutboundEvent[] {
  const { feature, key, version, before, after, at } = entry
  const kind = kinds.get(feature)
  if (!kind || !after) return []
  const isNew = before?.['id'] !== after['id']
  const previous = isNew ? undefined : before?.['state']
  const event = (word: string, more: OutboundEvent['body']['data'] = {}): OutboundEvent['body'] => ({
    type: `${kind}.${word}`,
    timestamp: new Date(at).toISOString(),
    data: {
      ...(key.startsWith('CH') && { conversationSid: key }),
      // The key of a call's record is its task.
      ...(key.startsWith('WT') && { taskSid: key }),
      ...more,
      ...after,
    },
  })
  const isOther = isNew || previous !== after['state']
  const moved = isOther
    ? [event(String(after['state']), previous === undefined ? {} : { previousState: previous })]
    : []
  const detailed = Object.entries(details).flatMap(([word, detail]) =>
    !isNew && before?.[detail] === undefined && after[detail] !== undefined ? [event(word)] : [],
  )
  const measured = entry.type === 'connection.measured' ? [event('measured', measuredIn(entry))] : []
  // An entry rarely gives two events; each then has its own id.
  return [...moved, ...detailed, ...measured].map((body, n) => ({
    id: `evt-${feature}-${key}-${version}${n === 0 ? '' : `-${n + 1}`}`,
    body,
  }))
}

/** The measured data. `workerSid` is the escalation's own agent, so the worker behind the page gets another name. */
function measuredIn({ about: { role = '', workerSid, ...about } }: TimelineEntry): OutboundEvent['body']['data'] {
  const measured = Object.entries(about).filter(([name]) => name in figures.shape)
  return { role, ...(workerSid !== undefined && { measuredWorkerSid: workerSid }), ...Object.fromEntries(measured) }
}
