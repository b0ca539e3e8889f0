const minute = 60_000

/**
 * How long somebody has waited, in whole minutes and in the language's own words and plural; undefined in the first one.
 * Seconds would make a screen reader, and everybody else, restless.
 */
export function waited(ms: number, locale: string): string | undefined {
  const minutes = Math.floor(ms / minute)
  if (minutes < 1) return undefined
  return new Intl.NumberFormat(locale, { style: 'unit', unit: 'minute', unitDisplay: 'long' }).format(minutes)
}
