import { Retryable } from '../core/errors.ts'

const base = 250
const cap = 20_000
/** The least wait after an unclear answer (ms): Twilio's lists lag, and an earlier look-up would miss the work. */
const lag = 2_500

/**
 * Milliseconds before the next attempt: exponential with full jitter, so that many jobs hit by one outage do not return
 * together.
 */
export function backoff(attempt: number, problem?: Error, random: () => number = Math.random): number {
  const wait = Math.ceil(random() * Math.min(cap, base * 2 ** attempt))
  return problem instanceof Retryable && problem.ambiguous ? Math.max(lag, wait) : wait
}
