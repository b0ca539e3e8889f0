/** The page's locales, each named in its own language. The first is the fallback. */
export const locales = {
  en: 'English',
  es: 'Español',
  fr: 'Français',
  de: 'Deutsch',
  'pt-BR': 'Português',
  ja: '日本語',
} as const

export type Locale = keyof typeof locales

// The compiler does not see that the object has only the keys of its type.
export const everyLocale = Object.keys(locales) as readonly Locale[]

const fromRightToLeft: readonly string[] = ['ar', 'fa', 'he', 'ur']

/** The writing direction of a locale. The layout supports both, although no current locale is right to left. */
export const directionOf = (locale: string): 'ltr' | 'rtl' =>
  fromRightToLeft.includes(locale.split('-')[0] ?? '') ? 'rtl' : 'ltr'
