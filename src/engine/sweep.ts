import { type HandleDeps, handOver } from './handle.ts'
import type { PeriodicTask } from './periodic-task.ts'
import { type RecordRef, recordOf } from './store.ts'

/** Handing over takes milliseconds. After this time (ms) the process that saved an outbox has died. */
const unsentMs = 5_000

/**
 * Hands over the effects of records whose process died between saving and handing over. Any number of sweeps may run
 * at once: effect ids are job ids, and an effect whose outcome is known is not performed again.
 *
 * @returns how many records were swept
 */
export async function sweep(deps: HandleDeps, periodicTask: PeriodicTask, now: number = Date.now()): Promise<number> {
  const names = (await periodicTask.first('unsent-outboxes', () => deps.store.unsentOutboxes(now - unsentMs))) ?? []
  const swept = await periodicTask.each(
    names,
    (name) => name,
    (name) => sweepOne(recordOf(name), deps),
  )
  return swept.length
}

async function sweepOne(record: RecordRef, deps: HandleDeps): Promise<void> {
  const pending = await deps.store.outbox(record)
  await handOver(record, pending, true, deps)
  // A name in the list without an outbox would be swept for ever.
  if (pending.length === 0) await deps.store.acknowledge(record, ['-'])
  deps.note({ ...record, effects: pending.map(({ effect }) => effect.type) }, 'swept')
}
