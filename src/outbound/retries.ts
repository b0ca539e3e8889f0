const second = 1_000
const minute = 60 * second
const hour = 60 * minute

/** The waits between attempts. */
const waits = [5 * second, minute, 5 * minute, 30 * minute, 2 * hour, 6 * hour]

export const attempts = waits.length + 1

/** The longest Retry-After that is followed, so that the schedule comes to its end. */
const longestRetryAfter = 6 * hour

/**
 * Milliseconds to wait after attempt number `made` failed: the schedule ± 20 %, so that deliveries that failed together
 * do not return together; longer if the receiver asked for it.
 */
export function waitAfter(made: number, retryAfterMs = 0, random: () => number = Math.random): number {
  const wait = waits[made - 1] ?? 6 * hour
  return Math.max(Math.round(wait * (0.8 + 0.4 * random())), Math.min(retryAfterMs, longestRetryAfter))
}
