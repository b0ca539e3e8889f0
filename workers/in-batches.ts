/** Does the same for each, a few at a time, so that a thousand records neither queue up one by one nor come all at once. */
export async function inBatches<T, R>(all: readonly T[], work: (each: T) => Promise<R> | R, size = 20): Promise<R[]> {
  const results: R[] = []
  for (let from = 0; from < all.length; from += size) {
    results.push(...(await Promise.all(all.slice(from, from + size).map(work))))
  }
  return results
}
