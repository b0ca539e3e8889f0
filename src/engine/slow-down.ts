import { setTimeout as pause } from 'node:timers/promises'
import { Retryable } from '../core/errors.ts'

const firstMs = 1_000
const mostMs = 30_000
/** The longest Retry-After that is followed (ms). */
const longestRetryAfterMs = 60_000

/** Pauses the requests after a 429 of Twilio: for as long as Twilio asks, or longer after each one. */
export function createSlowDown(ending: AbortSignal, now: () => number = Date.now) {
  let until = 0
  let next = firstMs

  return {
    /** @returns whether it was a 429 */
    failed(problem: unknown): boolean {
      if (!(problem instanceof Retryable) || problem.status !== 429) return false
      const { retryAfterMs } = problem
      // Requests that ran at the same time get their 429s together; they count as one.
      if (until <= now() && retryAfterMs === undefined) {
        until = now() + next
        next = Math.min(mostMs, next * 2)
      }
      if (retryAfterMs !== undefined) until = Math.max(until, now() + Math.min(longestRetryAfterMs, retryAfterMs))
      return true
    },
    worked(): void {
      next = firstMs
    },
    async wait(): Promise<void> {
      while (until > now() && !ending.aborted)
        await pause(until - now(), undefined, { signal: ending }).catch(() => undefined)
    },
  }
}
