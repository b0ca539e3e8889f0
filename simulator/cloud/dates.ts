/** Formats a date as most v1 resources do: UTC, whole seconds. */
export function isoSeconds(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`
}

/** Like `isoSeconds`, for a moment that may still be open. */
export function isoSecondsOrNull(at: number | null): string | null {
  return at === null ? null : isoSeconds(at)
}

/** Formats a date as webhooks do: UTC with milliseconds. */
export function isoMilliseconds(at: number): string {
  return new Date(at).toISOString()
}

/** The whole seconds between two moments, as Twilio reports durations. */
export function wholeSeconds(from: number, to: number): number {
  return Math.floor((to - from) / 1000)
}

/** Formats a date as the 2010 API does: RFC 2822, UTC, whole seconds. */
export function rfc2822(at: number): string {
  return new Date(at).toUTCString().replace('GMT', '+0000')
}

/** Like `rfc2822`, for a moment that may still be open. */
export function rfc2822OrNull(at: number | null): string | null {
  return at === null ? null : rfc2822(at)
}
