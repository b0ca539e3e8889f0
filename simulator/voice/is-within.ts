const day = 86_400_000

/**
 * Whether a moment is on one day, and before or after other moments, as filters of the 2010 API ask. A moment that is
 * null never matches.
 */
export function isWithin(
  at: number | null,
  on: number | undefined,
  until: number | undefined,
  from: number | undefined,
): boolean {
  if (at === null) return on === undefined && until === undefined && from === undefined
  return (on === undefined || (at >= on && at < on + day)) && at <= (until ?? at) && at >= (from ?? at)
}
