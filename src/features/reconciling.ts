import type { Fact } from '../core/facts.ts'
import type { PeriodicTask, PeriodicTaskName } from '../engine/periodic-task.ts'
import type { Store } from '../engine/store.ts'
import type { Twilio } from '../twilio/port.ts'

export type ReconcileDeps = {
  readonly twilio: Twilio
  readonly store: Store
  /** Queues the facts that were found for one item. */
  readonly accepted: (found: readonly Fact[]) => Promise<void>
  readonly periodicTask: PeriodicTask
  readonly now: () => number
}

/** What a feature compares with Twilio. Each call of `create`'s result makes one pass. */
export type Reconciler = {
  readonly feature: string
  readonly task: PeriodicTaskName
  readonly create: (deps: ReconcileDeps) => () => Promise<void>
}
