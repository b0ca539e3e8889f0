import fc from 'fast-check'
import type { Event } from '../../../src/core/feature.ts'
import { choices } from './orders.ts'
import { mostTurns, type Play, type Played } from './play.ts'
import { report } from './report.ts'

/** By the invariant's sentence: its violations, none while it holds. */
export type Invariants<P> = Readonly<Record<string, (played: P) => readonly unknown[]>>

export type Plays<E, P> = {
  readonly play: Play<E, P>
  readonly facts: fc.Arbitrary<readonly E[]>
  readonly plays: number
  /** From a report, to see the same plays again. */
  readonly seed?: number
}
export type AnyPlayed = Played<unknown, Event, { readonly type: string }, unknown>

/** These hold in every story. Nothing else is checked on a play that broke off. */
export const playable = {
  'every event is decided, and every state is read back from its JSON': ({ broken }) => (broken ? [broken] : []),
  [`no work is left after ${mostTurns} turns`]: ({ broken, unfinished }) => (broken ? [] : unfinished),
} satisfies Invariants<AnyPlayed>

/**
 * Checks every invariant on every play, and returns a report for each that does not hold. Each violation is searched
 * again alone, from the same seed: so the play shown was shrunk for this invariant, and cannot slip into the violation
 * of another one.
 */
export function violations<E, P extends AnyPlayed>(
  { play, facts, plays, seed = Math.trunc(Math.random() * 2 ** 31) }: Plays<E, P>,
  invariants: Invariants<P>,
): ReadonlyMap<string, string> {
  const all: Invariants<P> = { ...playable, ...invariants }
  const wrongIn = (name: string, played: P) => (played.broken && !(name in playable) ? [] : (all[name]?.(played) ?? []))
  const inPlays = (check: (played: P) => boolean) =>
    fc.property(facts, choices, (order, choice) => check(play(order, choice)))

  const violated = new Set<string>()
  const collect = (played: P) => {
    for (const name of Object.keys(all)) if (wrongIn(name, played).length > 0) violated.add(name)
    return true
  }
  fc.assert(inPlays(collect), { numRuns: plays, seed })
  return new Map(
    [...violated].map((name) => {
      const holds = inPlays((played) => wrongIn(name, played).length === 0)
      const { counterexample } = fc.check(holds, { numRuns: plays, seed })
      if (!counterexample) return [name, `Violated once, and not when played again (seed ${seed}): ${name}`]
      const played = play(...counterexample)
      return [name, report({ name, seed, wrong: wrongIn(name, played), played })]
    }),
  )
}
