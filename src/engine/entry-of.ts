import type { Effect, Event, Step } from '../core/feature.ts'
import type { Shown } from '../core/shown.ts'
import type { Pending, Place } from './store.ts'
import { about, actorOf, type TimelineEntry } from './timeline.ts'
import type { Trace } from './trace.ts'

type Decided = {
  readonly place: Place
  readonly version: number
  readonly event: Event
  readonly trace: Trace
  readonly step: Step<unknown, Effect> & {
    readonly shown: readonly [Shown | undefined, Shown | undefined]
    readonly workerSid?: string | undefined
  }
  readonly pending: readonly Pending[]
  readonly received: number
}

/** The line for one decision. */
export function entryOf({ place, version, event, trace, step, pending, received }: Decided): TimelineEntry {
  const [before, after] = step.shown
  return {
    ...place,
    version,
    type: event.type,
    id: event.id,
    at: event.at,
    received,
    actor: step.workerSid ? `worker ${step.workerSid}` : actorOf(event, trace.cause !== undefined),
    trace: trace.id,
    ...(trace.cause && { cause: trace.cause }),
    about: about(event),
    effects: pending.map(({ effectId, effect }) => ({ id: effectId, type: effect.type })),
    ...(step.refusal && { refusal: step.refusal.code }),
    ...(before && { before: defined(before) }),
    ...(after && { after: defined(after) }),
  }
}

function defined(shown: Shown): Record<string, string | number | boolean> {
  return Object.fromEntries(
    Object.entries(shown).filter((pair): pair is [string, string | number | boolean] => pair[1] !== undefined),
  )
}
