import fc from 'fast-check'

type Changes = {
  /** So many facts come first, in the story's order. */
  readonly begun?: number
  /** At most so many facts are repeated after the last one. */
  readonly again?: number
}

/**
 * The facts of a story in any order. Each fact has a lateness that shrinking removes. So the story's own order remains,
 * with only the facts late that must be. (`fc.shuffledSubarray` does not shrink an order.)
 */
export function inAnyOrder<E>(story: readonly E[], { begun = 0, again = 0 }: Changes = {}): fc.Arbitrary<readonly E[]> {
  const rest = story.slice(begun)
  const lateness = fc.noBias(fc.array(fc.nat(9_999), { minLength: rest.length, maxLength: rest.length }))
  const repeats = fc.array(fc.constantFrom(...story), { maxLength: again })
  return fc.tuple(lateness, repeats).map(([late, repeated]) => {
    const order = rest.map((fact, n) => ({ fact, late: late[n] ?? 0 })).sort((a, b) => a.late - b.late)
    return [...story.slice(0, begun), ...order.map(({ fact }) => fact), ...repeated]
  })
}

/** More turns than nearly every play has. */
const turns = 64

/** The choice in each turn of a play. 60 numbers fall evenly on up to six candidates. */
export const choices: fc.Arbitrary<readonly number[]> = fc.noBias(
  fc.array(fc.nat(59), { minLength: turns, maxLength: turns }),
)
