import { figures } from '../core/figures.ts'
import type { TimelineEntry } from '../engine/timeline.ts'
import { kinds } from './catalogue.ts'

/** What a receiver gets, in the form of the Standard Webhooks specification. `id` is its `webhook-id`: the same at every attempt. */
export type OutboundEvent = {
  readonly id: string
  readonly body: {
    readonly type: string
    readonly timestamp: string
    readonly data: Readonly<Record<string, string | number | boolean>>
  }
}

/** What can happen to a record without another state: its event, and the detail that is there from then on. */
const marks = { rated: 'stars', undelivered: 'notDelivered' } as const

/**
 * What a timeline entry means to the outside: a record has come to another state, was rated, its invite did not arrive, or a page told
 * what it measured. Most entries mean nothing. Nothing is in it that is not in the entry, so no name, link or word of anybody.
 */
export function eventsOf(entry: TimelineEntry): readonly OutboundEvent[] {
  const { feature, key, version, before, after, at } = entry
  const kind = kinds[feature]
  if (!kind || !after) return []
  const isNew = before?.['id'] !== after['id']
  const previous = isNew ? undefined : before?.['state']
  const event = (word: string, more: OutboundEvent['body']['data'] = {}): OutboundEvent['body'] => ({
    type: `${kind}.${word}`,
    timestamp: new Date(at).toISOString(),
    data: {
      ...(key.startsWith('CH') && { conversationSid: key }),
      // A call's record is named by its task.
      ...(key.startsWith('WT') && { taskSid: key }),
      ...more,
      ...after,
    },
  })
  const isOther = isNew || previous !== after['state']
  const moved = isOther
    ? [event(String(after['state']), previous === undefined ? {} : { previousState: previous })]
    : []
  const marked = Object.entries(marks).flatMap(([word, detail]) =>
    !isNew && before?.[detail] === undefined && after[detail] !== undefined ? [event(word)] : [],
  )
  const told = entry.type === 'connection.measured' ? [event('measured', measuredIn(entry))] : []
  // One entry rarely means two things; then each has an id of its own.
  return [...moved, ...marked, ...told].map((body, n) => ({
    id: `evt-${feature}-${key}-${version}${n === 0 ? '' : `-${n + 1}`}`,
    body,
  }))
}

/** The escalation names its own agent as `workerSid`; whose page measured goes by another name. */
function measuredIn({ about: { role = '', workerSid, ...about } }: TimelineEntry): OutboundEvent['body']['data'] {
  const told = Object.entries(about).filter(([name]) => name in figures.shape)
  return { role, ...(workerSid !== undefined && { measuredWorkerSid: workerSid }), ...Object.fromEntries(told) }
}
