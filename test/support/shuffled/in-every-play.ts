import { beforeAll, it } from 'vitest'
import type { Decided } from './record.ts'
import { type AnyPlayed, type Invariants, type Plays, playable, violations } from './violations.ts'

/** Declares a test for each invariant. All of them are checked on the same plays. */
export function inEveryPlay<E, P extends AnyPlayed>(plays: Plays<E, P>, invariants: Invariants<P>): void {
  let found: ReadonlyMap<string, string>
  beforeAll(() => {
    found = violations(plays, invariants)
  })
  it.each([...Object.keys(playable), ...Object.keys(invariants)])('%s', (name) => {
    const violation = found.get(name)
    if (violation) throw new Error(violation)
  })
}

/** An invariant of each decision. A violation is shown with the number of its decision. */
export const inEachDecision =
  <S, E, X>(wrong: (decision: Decided<S, E, X>) => readonly unknown[]) =>
  ({ decisions }: { readonly decisions: readonly Decided<S, E, X>[] }): readonly unknown[] =>
    decisions.flatMap((each, n) => wrong(each).map((found) => ({ decision: n + 1, found })))
