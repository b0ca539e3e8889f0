import type { Accept } from '../src/engine/accept.ts'
import type { Note } from '../src/engine/handle.ts'
import type { PeriodicTask, PeriodicTaskName } from '../src/engine/periodic-task.ts'
import type { ReconcileDeps, Reconciler } from '../src/features/reconciling.ts'

type Deps = Pick<ReconcileDeps, 'twilio' | 'store' | 'now'> & {
  readonly accept: Accept
  readonly note: Note
  readonly periodicTask: (name: PeriodicTaskName) => PeriodicTask
}

/** Compares what each feature has with Twilio. Trouble of one feature does not keep the others from being compared. */
export function createReconciling(reconcilers: readonly Reconciler[], deps: Deps): () => Promise<void> {
  const { accept, note, twilio, store, now } = deps
  const passes = reconcilers.map(({ feature, task, create }) =>
    create({
      twilio,
      store,
      now,
      periodicTask: deps.periodicTask(task),
      async accepted(found) {
        await accept(found)
        for (const { type, key } of found) note({ feature, type, key }, 'reconciled')
      },
    }),
  )
  return async () => {
    const results = await Promise.allSettled(passes.map((pass) => pass()))
    const problems = results.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []))
    if (problems.length > 0) throw new AggregateError(problems, 'Not everything was compared')
  }
}
