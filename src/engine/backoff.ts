import { Retryable } from '../core/errors.ts'

const base = 250
const cap = 20_000
/** Twilio's lists may lag behind its writes. A look-up after an unclear answer must not come too early to see the work. */
const lag = 2_500

/**
 * Waiting time in ms before the next attempt: exponential with full jitter, so that many jobs hit by the same outage do
 * not come back in step.
 */
export function backoff(attempt: number, problem?: Error, random: () => number = Math.random): number {
  const wait = Math.ceil(random() * Math.min(cap, base * 2 ** attempt))
  return problem instanceof Retryable && problem.ambiguous ? Math.max(lag, wait) : wait
}
