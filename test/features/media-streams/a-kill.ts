/** The process is killed at this moment. */
export class Killed extends Error {}

/** Counts the moments at which a process can be killed, and kills it at the n-th; at none for 0. */
export function aKill(n: number): () => void {
  let moments = 0
  return () => {
    moments += 1
    if (moments === n) throw new Killed()
  }
}

/** As a request: the process may be killed before it is sent, and before its answer arrives. */
export const asRequest =
  (strike: () => void) =>
  <Given extends unknown[], Answer>(work: (...given: Given) => Answer) =>
  async (...given: Given): Promise<Answer> => {
    strike()
    const answer = work(...given)
    strike()
    return answer
  }
