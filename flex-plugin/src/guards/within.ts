/** Resolves to the result, or to undefined after `ms`: an agent is waiting, and the server may be unreachable. */
export const within = <T>(ms: number, answer: Promise<T>): Promise<T | undefined> =>
  Promise.race([answer, new Promise<undefined>((over) => setTimeout(() => over(undefined), ms))])
