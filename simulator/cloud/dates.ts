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
