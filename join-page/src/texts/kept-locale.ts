import type { Locale } from '../../../client-shared/locale.ts'

const key = 'escalate.locale'

/** The stored choice of a language. Storage throws if cookies are off; then the choice lasts for this visit only. */
export const keptLocale = {
  read(): string | undefined {
    try {
      return localStorage.getItem(key) ?? undefined
    } catch {
      return undefined
    }
  },
  write(locale: Locale): void {
    try {
      localStorage.setItem(key, locale)
    } catch {
      // Costs one click on the next visit.
    }
  },
}
