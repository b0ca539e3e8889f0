import type { Fact } from '../core/facts.ts'
import type { Registered } from '../core/feature.ts'
import { type Accept, away, within } from './accept.ts'
import { type HandleDeps, type Handled, handle } from './handle.ts'

export type Act = (fact: Fact) => Promise<Handled>

const patienceMs = 2_000

/**
 * Decides a fact at once instead of in a worker, for callers who wait for the decision. Rules and write are the same,
 * and effects go to the workers as always. A fact that was not refused is an event of the other features, too.
 *
 * @param others accepts facts for them
 * @throws StoreTrouble if Redis did not answer in time; the decision may have been saved, and a repeat finds it
 */
export const createAct =
  (feature: Registered, deps: HandleDeps, isReady: () => boolean, others?: Accept): Act =>
  async (fact) => {
    const event = feature.eventFrom(fact)
    if (!event) throw new Error(`${feature.name} has no event for ${fact.type}`)
    const handled = await within(patienceMs, isReady() ? handle(feature, event, deps) : Promise.reject(away()))
    if (!handled.refusal) await others?.([fact])
    return handled
  }
