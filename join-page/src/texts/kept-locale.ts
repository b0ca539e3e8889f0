import type { Locale } from './locales.ts'

const key = 'escalate.locale'

/** The language somebody chose here. Storage throws where cookies are switched off: then it holds for this visit alone. */
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
      // Nothing to do about it, and nothing lost but a click next time.
    }
  },
}
