/** How long (ms) a Retry-After asks for, in seconds or by a date; undefined when it asks for nothing. */
export function retryAfterIn(text: string | undefined, now: number): number | undefined {
  if (!text) return undefined
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now
  return Number.isFinite(ms) && ms > 0 ? ms : undefined
}
