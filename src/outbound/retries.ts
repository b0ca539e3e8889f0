const second = 1_000
const minute = 60 * second
const hour = 60 * minute

/** After the first attempt, the waits before the others. */
const waits = [5 * second, minute, 5 * minute, 30 * minute, 2 * hour, 6 * hour]

export const attempts = waits.length + 1

/** Longer than this nobody's Retry-After is followed: the schedule's own end would never come. */
const mostAsked = 6 * hour

/**
 * How long (ms) to wait after attempt number `made` failed: the schedule ± 20 %, so that what failed together does not
 * come back together; longer where the receiver asked for it.
 */
export function waitAfter(made: number, askedMs = 0, random: () => number = Math.random): number {
  const wait = waits[made - 1] ?? 6 * hour
  return Math.max(Math.round(wait * (0.8 + 0.4 * random())), Math.min(askedMs, mostAsked))
}
