import { setTimeout as pause } from 'node:timers/promises'
import { Retryable } from '../core/errors.ts'

const firstMs = 1_000
const mostMs = 30_000
/** Longer than this (ms) no Retry-After is followed. */
const mostAskedMs = 60_000

/** Twilio's 429: it leaves Twilio alone for as long as it asks, or for longer each time, and then goes on. */
export function createSlowDown(ending: AbortSignal, now: () => number = Date.now) {
  let until = 0
  let next = firstMs

  return {
    /** @returns whether it was a 429 */
    heard(problem: unknown): boolean {
      if (!(problem instanceof Retryable) || problem.status !== 429) return false
      const { askedMs } = problem
      // Requests that were under way together are answered together, and ask for one pause.
      if (until <= now() && askedMs === undefined) {
        until = now() + next
        next = Math.min(mostMs, next * 2)
      }
      if (askedMs !== undefined) until = Math.max(until, now() + Math.min(mostAskedMs, askedMs))
      return true
    },
    worked(): void {
      next = firstMs
    },
    async quiet(): Promise<void> {
      while (until > now() && !ending.aborted)
        await pause(until - now(), undefined, { signal: ending }).catch(() => undefined)
    },
  }
}
