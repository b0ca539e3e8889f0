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

/**
 * What a timeline entry means to the outside: a record has come to another state, or was rated. Most entries mean nothing.
 * Nothing is in it that is not in the entry, so no name, link or word of anybody.
 */
export function eventOf(entry: TimelineEntry): OutboundEvent | undefined {
  const { feature, key, version, before, after, at } = entry
  const kind = kinds[feature]
  if (!kind || !after) return undefined
  const isNew = before?.['id'] !== after['id']
  const isRated = !isNew && before?.['stars'] === undefined && after['stars'] !== undefined
  if (!isNew && before?.['state'] === after['state'] && !isRated) return undefined
  const word = isRated ? 'rated' : String(after['state'])
  const previous = isNew ? undefined : before?.['state']
  return {
    id: `evt-${feature}-${key}-${version}`,
    body: {
      type: `${kind}.${word}`,
      timestamp: new Date(at).toISOString(),
      data: {
        ...(key.startsWith('CH') && { conversationSid: key }),
        // A call's record is named by its task.
        ...(key.startsWith('WT') && { taskSid: key }),
        ...(previous !== undefined && !isRated && { previousState: previous }),
        ...after,
      },
    },
  }
}
