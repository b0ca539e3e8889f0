/** What comes of it, or nothing when that takes longer: somebody waits, and the server may be away. */
export const within = <T>(ms: number, asked: Promise<T>): Promise<T | undefined> =>
  Promise.race([asked, new Promise<undefined>((over) => setTimeout(() => over(undefined), ms))])
