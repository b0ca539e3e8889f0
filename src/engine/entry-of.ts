import type { Decision, Effect, Event } from '../core/feature.ts'
import type { PublicView } from '../core/public-view.ts'
import type { Trace } from '../telemetry/trace-context.ts'
import type { Pending, RecordRef } from './store.ts'
import { about, actorOf, type TimelineEntry } from './timeline.ts'

type Decided = {
  readonly record: RecordRef
  readonly version: number
  readonly event: Event
  readonly trace: Trace
  readonly decision: Decision<unknown, Effect> & {
    readonly views: readonly [PublicView | undefined, PublicView | undefined]
    readonly workerSid?: string | undefined
  }
  readonly pending: readonly Pending[]
  readonly received: number
}

/** The timeline entry of one decision. */
export function entryOf({ record, version, event, trace, decision, pending, received }: Decided): TimelineEntry {
  const [before, after] = decision.views
  return {
    ...record,
    version,
    type: event.type,
    id: event.id,
    at: event.at,
    received,
    actor: decision.workerSid ? `worker ${decision.workerSid}` : actorOf(event, trace.cause !== undefined),
    trace: trace.id,
    ...(trace.cause && { cause: trace.cause }),
    about: about(event),
    effects: pending.map(({ effectId, effect }) => ({ id: effectId, type: effect.type })),
    ...(decision.refusal && { refusal: decision.refusal.code }),
    ...(before && { before: defined(before) }),
    ...(after && { after: defined(after) }),
  }
}

function defined(views: PublicView): Record<string, string | number | boolean> {
  return Object.fromEntries(
    Object.entries(views).filter((pair): pair is [string, string | number | boolean] => pair[1] !== undefined),
  )
}
