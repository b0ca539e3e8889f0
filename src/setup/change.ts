import { z } from 'zod'

/** Where Conversations tells of what happened. No filter at all means that nothing is told. */
const webhook = z.object({ url: z.string(), method: z.string(), filters: z.array(z.string()).readonly() })
/** Where TaskRouter tells of what happened. No event at all means that everything is told. */
const callback = z.object({ url: z.string(), events: z.array(z.string()).readonly() })

export type Webhook = Readonly<z.infer<typeof webhook>>
export type Callback = Readonly<z.infer<typeof callback>>

/** One thing of the account that is to become another, with all it takes to put it back. Kept in the undo file. */
export const change = z.discriminatedUnion('of', [
  z.object({
    of: z.literal('conversations'),
    scope: z.enum(['service', 'account']),
    before: webhook,
    after: webhook,
  }),
  z.object({ of: z.literal('taskrouter'), before: callback, after: callback }),
  z.object({
    of: z.literal('workflow'),
    /** Unset as long as it is not made. */
    sid: z.string().optional(),
    name: z.string(),
    /** Configurations as Twilio keeps them; null: there was none, or there is to be none. */
    before: z.string().nullable(),
    after: z.string().nullable(),
  }),
])

export type Change = Readonly<z.infer<typeof change>>

/** Whether two changes are about the same thing. */
export const isSameThing = (one: Change, other: Change): boolean =>
  one.of === other.of && (one.of !== 'conversations' || other.of !== 'conversations' || one.scope === other.scope)

/** What is to be undone after one change more: from what was there first to what is there last. */
export function recorded(changes: readonly Change[], next: Change): readonly Change[] {
  const known = changes.find((each) => isSameThing(each, next))
  if (!known) return [...changes, next]
  const whole = { ...next, before: known.before } as Change // the same thing, so `before` is of the same kind
  return changes.map((each) => (each === known ? whole : each))
}
