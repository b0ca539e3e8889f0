import { everyLocale, type Locale } from './locales.ts'

type Wishes = {
  /** What the person chose on this page, now or on an earlier visit. */
  readonly remembered?: string | undefined
  /** The conversation's language, as the server knows it. */
  readonly server?: string | undefined
  /** `navigator.languages`, the best first. */
  readonly browser: readonly string[]
}

/** The first wish that can be fulfilled; Portuguese of any country is that of Brazil, and so on. */
export function chooseLocale({ remembered, server, browser }: Wishes): Locale {
  for (const wish of [remembered, server, ...browser]) {
    const locale = wish && nearest(wish)
    if (locale) return locale
  }
  return 'en'
}

/** The very locale, or one of the same language; `pt_BR` and `PT-br` are ways of writing `pt-BR`. */
function nearest(wish: string): Locale | undefined {
  const tag = wish.replaceAll('_', '-').toLowerCase()
  const language = tag.split('-')[0]
  return (
    everyLocale.find((locale) => locale.toLowerCase() === tag) ??
    everyLocale.find((locale) => locale.toLowerCase().split('-')[0] === language)
  )
}
