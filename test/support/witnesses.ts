/** A witness sees what happens around a test: a call centre, a browser. */
export type Witness = {
  /** A test begins: earlier events are not part of its story. */
  readonly begin?: () => Promise<void>
  /** The information for the reader of a failure; empty if there is none. */
  readonly tell: () => Promise<string>
}

const witnesses = new Set<Witness>()

/** Asks the witness when a test of this process fails. Returns a function that dismisses the witness. */
export function addWitness(witness: Witness): () => void {
  witnesses.add(witness)
  return () => void witnesses.delete(witness)
}

/** Tells all witnesses that a test begins. An unreachable witness does not hold up the test. */
export async function testBegins(): Promise<void> {
  await Promise.allSettled([...witnesses].map((each) => each.begin?.()))
}

/** All witnesses' information about a failed test. */
export async function whatWasSeen(): Promise<readonly string[]> {
  const told = await Promise.all(
    [...witnesses].map(({ tell }) => tell().catch((problem: unknown) => `A witness failed: ${String(problem)}`)),
  )
  return told.filter((text) => text !== '')
}
