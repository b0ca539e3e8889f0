export type Failures = { add(address: string): void; isOver(address: string): boolean }

const windowMs = 60_000
/** Limits the memory for many addresses: the oldest are forgotten. */
const mostRemembered = 10_000

/** Counts the failures of each address in the minute that begins with its first failure. */
export function createFailures(limit: number, now: () => number): Failures {
  const counts = new Map<string, { readonly since: number; readonly count: number }>()
  const current = (address: string) => {
    const found = counts.get(address)
    return found && now() - found.since < windowMs ? found : undefined
  }
  return {
    add(address) {
      const { since, count } = current(address) ?? { since: now(), count: 0 }
      counts.set(address, { since, count: count + 1 })
      const oldest = counts.size > mostRemembered ? counts.keys().next().value : undefined
      if (oldest !== undefined) counts.delete(oldest)
    },
    isOver: (address) => (current(address)?.count ?? 0) >= limit,
  }
}
