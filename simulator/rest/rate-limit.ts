import { RestError } from './rest-error.ts'

/** Refuses what comes too often, with 429 and 20429. */
export type RateLimit = (name: string) => void

/** So many within a second, for each name. By the real clock: a simulated one may stand still. */
export function createRateLimit(most: number, now: () => number = () => performance.now()): RateLimit {
  const recent = new Map<string, readonly number[]>()
  return (name) => {
    const since = now() - 1_000
    const times = (recent.get(name) ?? []).filter((at) => at > since)
    if (times.length >= most) throw new RestError(429, 20429, 'Too many requests')
    recent.set(name, [...times, now()])
  }
}
