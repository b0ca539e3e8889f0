import type { EventSchema } from '../core/event-schema.ts'
import type { TimelineEntry } from '../engine/timeline.ts'
import type { Measures, Observation } from '../metrics/measure.ts'
import type { Count } from '../projections/history.ts'

/** What a feature makes known outside: events for receivers, metrics, and numbers for supervisors. All of it follows from its timeline. */
export type Published = {
  readonly feature: string
  /** The first word of its outbound events' types. */
  readonly kind: string
  /** The fields of its events that its timelines keep. */
  readonly kept: readonly string[]
  readonly outboundEvents: readonly EventSchema[]
  readonly metrics: Measures
  readonly metricsOf: (entry: TimelineEntry) => readonly Observation[]
  readonly historyOf: (entry: TimelineEntry) => readonly Count[]
}
