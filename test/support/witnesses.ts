/** Somebody who sees what happens around a test: a call centre, a browser. */
export type Witness = {
  /** A test begins: what was before is no part of its story. */
  readonly begin?: () => Promise<void>
  /** What the reader of a failure should know; empty when there is nothing to tell. */
  readonly tell: () => Promise<string>
}

const witnesses = new Set<Witness>()

/** Has the witness asked when a test of this process fails. Answers how to dismiss it. */
export function addWitness(witness: Witness): () => void {
  witnesses.add(witness)
  return () => void witnesses.delete(witness)
}

/** Tells all witnesses that a test begins. One that is out of reach does not hold up the test. */
export async function testBegins(): Promise<void> {
  await Promise.allSettled([...witnesses].map((each) => each.begin?.()))
}

/** What all witnesses have to tell of a failed test. */
export async function whatWasSeen(): Promise<readonly string[]> {
  const told = await Promise.all(
    [...witnesses].map(({ tell }) => tell().catch((problem: unknown) => `A witness failed: ${String(problem)}`)),
  )
  return told.filter((text) => text !== '')
}
