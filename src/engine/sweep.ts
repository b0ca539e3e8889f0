import { type HandleDeps, handOver } from './handle.ts'
import type { Place } from './store.ts'

/** A hand-over takes milliseconds. What still waits after this long was left behind by a process that died. */
const leftBehindMs = 5_000

/**
 * Hands over the effects of records whose process died between saving and handing over. Any number of sweeps may run
 * at once: effect ids are job ids, and an effect whose outcome is known is not performed again.
 *
 * @returns how many records were swept
 * @throws AggregateError after the others, when some could not be
 */
export async function sweep(deps: HandleDeps, now: number = Date.now()): Promise<number> {
  const places = await deps.store.leftBehind(now - leftBehindMs)
  const results = await Promise.allSettled(places.map((place) => sweepOne(place, deps)))
  const problems = results.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []))
  // One record that cannot be swept must not keep the others waiting behind it.
  if (problems.length > 0) throw new AggregateError(problems, `${problems.length} of ${places.length} were not swept`)
  return places.length
}

async function sweepOne(place: Place, deps: HandleDeps): Promise<void> {
  const pending = await deps.store.outbox(place)
  await handOver(place, pending, true, deps)
  // An index entry without an outbox would be swept for ever.
  if (pending.length === 0) await deps.store.settle(place, ['-'])
  deps.note({ ...place, effects: pending.map(({ effect }) => effect.type) }, 'swept')
}
