/** The locales of every client, each named in its own language. The first is the fallback. */
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

/** The language of a tag, without country and script. `pt_BR` and `PT-br` are other spellings of `pt-BR`. */
export const languageOf = (tag: string): string => tag.split(/[-_]/)[0]?.toLowerCase() ?? ''

/** Picks the first wish whose language has texts. The country does not matter: `pt` and `pt-PT` get `pt-BR`. */
export const chooseLocale = (wishes: readonly (string | undefined)[]): Locale =>
  wishes
    .map((wish) => everyLocale.find((locale) => languageOf(locale) === languageOf(wish ?? '')))
    .find((locale) => locale !== undefined) ?? 'en'

const fromRightToLeft: readonly string[] = ['ar', 'fa', 'he', 'ur']

/** The writing direction of a locale. The layout supports both, although no current locale is right to left. */
export const directionOf = (locale: string): 'ltr' | 'rtl' =>
  fromRightToLeft.includes(languageOf(locale)) ? 'rtl' : 'ltr'
