/** What the page speaks, each named in its own words. The first is the one everybody gets who speaks none of them. */
export const locales = {
  en: 'English',
  es: 'Español',
  fr: 'Français',
  de: 'Deutsch',
  'pt-BR': 'Português',
  ja: '日本語',
} as const

export type Locale = keyof typeof locales

// The compiler does not see that an object has no other keys than those of its type.
export const everyLocale = Object.keys(locales) as readonly Locale[]

const fromRightToLeft: readonly string[] = ['ar', 'fa', 'he', 'ur']

/** The page is laid out for both ways; none of today's locales is written from right to left. */
export const directionOf = (locale: string): 'ltr' | 'rtl' =>
  fromRightToLeft.includes(locale.split('-')[0] ?? '') ? 'rtl' : 'ltr'
