import { AsyncLocalStorage } from 'node:async_hooks'
import type { Span } from './span.ts'

/** Connects everything that follows from one fact: its decision, its effects, their calls to Twilio. */
export type Trace = {
  /** The id of the first fact. */
  readonly id: string
  /** The effect whose outcome is being decided. */
  readonly cause?: string
}

/** Work that a span measures. */
export type Measured = {
  /** The id of its trace; undefined until the work knows it. */
  trace: string | undefined
  /** Its finished calls to Twilio. */
  readonly calls: Span[]
}

/** The one context of running code, for timeline entries, logs and spans. */
const context = new AsyncLocalStorage<{ readonly trace?: Trace; readonly measured?: Measured }>()

/** Runs work within a trace, including everything that the work starts. The span around it belongs to this trace. */
export function traced<T>(trace: Trace, work: () => T): T {
  belongsTo(trace.id)
  return context.run({ ...context.getStore(), trace }, work)
}

/** The trace of the running code; undefined outside of one. */
export const currentTrace = (): Trace | undefined => context.getStore()?.trace

/** Runs work that a span measures. */
export const measured = <T>(now: Measured, work: () => T): T =>
  context.run({ ...context.getStore(), measured: now }, work)

/** The span around the running code; undefined outside of one. */
export const currentlyMeasured = (): Measured | undefined => context.getStore()?.measured

/** Assigns the span around the running code to a trace. The first trace counts: a webhook may bring several facts. */
export function belongsTo(traceId: string): void {
  const now = currentlyMeasured()
  if (now) now.trace ??= traceId
}
