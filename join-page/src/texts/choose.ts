import { everyLocale, type Locale } from './locales.ts'

type Wishes = {
  /** The user's choice on this page, now or on an earlier visit. */
  readonly remembered?: string | undefined
  /** The conversation's language, from the server. */
  readonly server?: string | undefined
  /** `navigator.languages`, the preferred one first. */
  readonly browser: readonly string[]
}

/** Picks the first language that the page has, of any country: any Portuguese becomes Brazilian. */
export function chooseLocale({ remembered, server, browser }: Wishes): Locale {
  for (const wish of [remembered, server, ...browser]) {
    const locale = wish && nearest(wish)
    if (locale) return locale
  }
  return 'en'
}

/** Finds the same locale, or one of the same language. `pt_BR` and `PT-br` are other spellings of `pt-BR`. */
function nearest(wish: string): Locale | undefined {
  const tag = wish.replaceAll('_', '-').toLowerCase()
  const language = tag.split('-')[0]
  return (
    everyLocale.find((locale) => locale.toLowerCase() === tag) ??
    everyLocale.find((locale) => locale.toLowerCase().split('-')[0] === language)
  )
}
