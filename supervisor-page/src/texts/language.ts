import { type ReadonlySignal, signal } from '@preact/signals'
import { en } from './en.ts'
import type { Texts } from './texts.ts'

const locales = ['en', 'es', 'fr', 'de', 'pt-BR', 'ja'] as const
export type Locale = (typeof locales)[number]
export const everyLocale: readonly Locale[] = locales

export type Language = {
  readonly locale: Locale
  readonly texts: Texts
  /** The locale for dates and numbers, with the reader's country, e.g. `en-GB`. */
  readonly format: string
}

const mainPart = (tag: string) => tag.toLowerCase().split('-')[0]

/** Picks the first of the browser's languages that the page has; the country does not matter. */
export const chooseLocale = (wanted: readonly string[]): Locale =>
  wanted
    .map((each) => everyLocale.find((one) => mainPart(one) === mainPart(each)))
    .find((each) => each !== undefined) ?? 'en'

/** Picks the browser's own variant of the locale, e.g. `en-GB`. */
export const chooseFormat = (wanted: readonly string[], locale: Locale): string =>
  wanted.find((each) => mainPart(each) === mainPart(locale)) ?? locale

/** Starts in English, and changes to the user's locale when its file has loaded. Without a network English stays. */
export function openLanguage(wanted: readonly string[]): ReadonlySignal<Language> {
  const language = signal<Language>({ locale: 'en', texts: en, format: chooseFormat(wanted, 'en') })
  const locale = chooseLocale(wanted)
  loadTexts(locale).then(
    (texts) => {
      language.value = { locale, texts, format: chooseFormat(wanted, locale) }
    },
    () => undefined,
  )
  return language
}

export async function loadTexts(locale: Locale): Promise<Texts> {
  switch (locale) {
    case 'en':
      return en
    case 'es':
      return (await import('./es.ts')).es
    case 'fr':
      return (await import('./fr.ts')).fr
    case 'de':
      return (await import('./de.ts')).de
    case 'pt-BR':
      return (await import('./pt-br.ts')).ptBr
    case 'ja':
      return (await import('./ja.ts')).ja
  }
}
