/** Dates as most v1 resources report them: UTC, whole seconds. */
export function isoSeconds(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`
}

/** The same for a moment that may not have come yet. */
export function isoSecondsOrNull(at: number | null): string | null {
  return at === null ? null : isoSeconds(at)
}

/** Dates as webhooks report them: UTC with milliseconds. */
export function isoMilliseconds(at: number): string {
  return new Date(at).toISOString()
}

/** Whole seconds from one moment to another, as durations are reported. */
export function wholeSeconds(from: number, to: number): number {
  return Math.floor((to - from) / 1000)
}

/** Dates as the 2010 API reports them: RFC 2822, UTC, whole seconds. */
export function rfc2822(at: number): string {
  return new Date(at).toUTCString().replace('GMT', '+0000')
}

/** The same for a moment that may not have come yet. */
export function rfc2822OrNull(at: number | null): string | null {
  return at === null ? null : rfc2822(at)
}
