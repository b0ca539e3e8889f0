/** How long (ms) an item that failed waits: twice as long each time, so that retries cost little. */
const firstMs = 2_000
const mostMs = 300_000
/** After this time (ms) past its wait an item is forgotten. */
const forgetMs = 3_600_000
const mostKnown = 500

type Aside = { readonly tries: number; readonly until: number }

/** Remembers which items have failed, and when each may be tried again. */
export function createSetAside(now: () => number = Date.now, random: () => number = Math.random) {
  const aside = new Map<string, Aside>()

  function forgetOld(): void {
    for (const [item, { until }] of aside) if (until < now() - forgetMs) aside.delete(item)
  }

  return {
    waits: (item: string): boolean => (aside.get(item)?.until ?? 0) > now(),
    /** @returns how often it has failed in a row */
    failed(item: string): number {
      if (aside.size > mostKnown) forgetOld()
      const tries = (aside.get(item)?.tries ?? 0) + 1
      const wait = Math.min(mostMs, firstMs * 2 ** (tries - 1)) * (0.5 + random() / 2)
      aside.set(item, { tries, until: now() + wait })
      return tries
    },
    worked: (item: string): void => void aside.delete(item),
  }
}
