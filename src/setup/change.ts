import { z } from 'zod'

/** The webhook of Conversations. Without any filter it gets no events. */
const webhook = z.object({ url: z.string(), method: z.string(), filters: z.array(z.string()).readonly() })
/** The event callback of TaskRouter. Without any event type it gets all events. */
const callback = z.object({ url: z.string(), events: z.array(z.string()).readonly() })

export type Webhook = Readonly<z.infer<typeof webhook>>
export type Callback = Readonly<z.infer<typeof callback>>

/** One change of the account, with everything needed to undo it. It is kept in the undo file. */
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
    /** Unset until the workflow is made. */
    sid: z.string().optional(),
    name: z.string(),
    /** Configurations in Twilio's form; null: no workflow. */
    before: z.string().nullable(),
    after: z.string().nullable(),
  }),
])

export type Change = Readonly<z.infer<typeof change>>

/** Whether two changes concern the same resource. */
export const isSameThing = (one: Change, other: Change): boolean =>
  one.of === other.of && (one.of !== 'conversations' || other.of !== 'conversations' || one.scope === other.scope)

/** Adds a change to the recorded ones. For a resource that changed before, the first `before` stays. */
export function recorded(changes: readonly Change[], next: Change): readonly Change[] {
  const known = changes.find((each) => isSameThing(each, next))
  if (!known) return [...changes, next]
  const whole = { ...next, before: known.before } as Change // the same thing, so `before` is of the same kind
  return changes.map((each) => (each === known ? whole : each))
}
