/** After so many failures in a row an endpoint is left alone for a while: the others need the hands. */
const most = 5
const restMs = 30_000

/**
 * One endpoint's breaker, in one process. While it rests nothing is sent and no attempt is used up; after that one
 * delivery goes out as a probe, and the others wait for how it went.
 */
export function createBreaker(now: () => number = Date.now) {
  let failures = 0
  let restsUntil = 0
  return {
    /** How long (ms) to wait before the next delivery may go out; 0 for now. */
    wait(): number {
      if (failures < most) return 0
      const left = restsUntil - now()
      if (left > 0) return left
      restsUntil = now() + restMs // this one is the probe
      return 0
    },
    succeeded(): void {
      failures = 0
    },
    failed(): void {
      failures += 1
      if (failures >= most) restsUntil = now() + restMs
    },
  }
}

export type Breaker = ReturnType<typeof createBreaker>
