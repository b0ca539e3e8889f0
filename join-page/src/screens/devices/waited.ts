const minute = 60_000

/**
 * Formats a wait in whole minutes, with the words and plurals of the language; undefined in the first minute. Seconds
 * would make users restless, and a screen reader would read each of them.
 */
export function waited(ms: number, locale: string): string | undefined {
  const minutes = Math.floor(ms / minute)
  if (minutes < 1) return undefined
  return new Intl.NumberFormat(locale, { style: 'unit', unit: 'minute', unitDisplay: 'long' }).format(minutes)
}
