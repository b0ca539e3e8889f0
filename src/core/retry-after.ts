/** Milliseconds that a Retry-After header (seconds or a date) asks for; undefined when it asks for nothing. */
export function retryAfterIn(text: string | undefined, now: number): number | undefined {
  if (!text) return undefined
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now
  return Number.isFinite(ms) && ms > 0 ? ms : undefined
}
