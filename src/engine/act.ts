import type { Fact } from '../core/facts.ts'
import type { Registered } from '../core/feature.ts'
import { away, within } from './accept.ts'
import { type HandleDeps, type Handled, handle } from './handle.ts'

export type Act = (fact: Fact) => Promise<Handled>

const patienceMs = 2_000

/**
 * For callers who wait for a decision: the fact is decided here and now instead of by a worker, by the same rules and
 * with the same write. Effects go to the workers as always.
 *
 * @throws StoreTrouble when Redis did not answer in time; the decision may stand nevertheless, and asking again finds it
 */
export const createAct =
  (feature: Registered, deps: HandleDeps, isReady: () => boolean): Act =>
  async (fact) => {
    const event = feature.eventFrom(fact)
    if (!event) throw new Error(`${feature.name} does not hear ${fact.type}`)
    return within(patienceMs, isReady() ? handle(feature, event, deps) : Promise.reject(away()))
  }
