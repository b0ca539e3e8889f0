/** Resolves to the result, or to undefined after `ms`: an agent is waiting, and the server may be unreachable. */
export const within = <T>(ms: number, asked: Promise<T>): Promise<T | undefined> =>
  Promise.race([asked, new Promise<undefined>((over) => setTimeout(() => over(undefined), ms))])
