const day = 86_400_000

/** Whether a moment is on a day, and before or after others, as the 2010 API asks. What has not come yet is never. */
export function isWithin(
  at: number | null,
  on: number | undefined,
  until: number | undefined,
  from: number | undefined,
): boolean {
  if (at === null) return on === undefined && until === undefined && from === undefined
  return (on === undefined || (at >= on && at < on + day)) && at <= (until ?? at) && at >= (from ?? at)
}
