import { type HandleDeps, handOver } from './handle.ts'

/** A hand-over takes milliseconds. What still waits after this long was left behind by a process that died. */
const leftBehindMs = 5_000

/**
 * Hands over the effects of records whose process died between saving and handing over. Any number of sweeps may run
 * at once: effect ids are job ids, and an effect whose outcome is known is not performed again.
 *
 * @returns how many records were swept
 */
export async function sweep(deps: HandleDeps, now: number = Date.now()): Promise<number> {
  const places = await deps.store.leftBehind(now - leftBehindMs)
  for (const place of places) {
    const pending = await deps.store.outbox(place)
    await handOver(place, pending, true, deps)
    // An index entry without an outbox would be swept for ever.
    if (pending.length === 0) await deps.store.settle(place, ['-'])
    deps.note({ ...place, effects: pending.map(({ effect }) => effect.type) }, 'swept')
  }
  return places.length
}
