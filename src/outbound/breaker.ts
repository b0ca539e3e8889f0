/** Pauses an endpoint after this many failures in a row, so that it does not take worker capacity from the others. */
const most = 5
const restMs = 30_000

/**
 * The circuit breaker of one endpoint, in one process. During the pause nothing is sent and no attempt is used up;
 * after it one delivery goes out as a probe, and the others wait for its result.
 */
export function createBreaker(now: () => number = Date.now) {
  let failures = 0
  let restsUntil = 0
  return {
    /** Milliseconds until the next delivery; 0 means immediately. */
    wait(): number {
      if (failures < most) return 0
      const left = restsUntil - now()
      if (left > 0) return left
      restsUntil = now() + restMs // this delivery is the probe
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
