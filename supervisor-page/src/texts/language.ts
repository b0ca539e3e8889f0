import { type ReadonlySignal, signal } from '@preact/signals'
import { chooseLocale, type Locale, languageOf } from '../../../client-shared/locale.ts'
import en from '../../texts/en.json'
import { loadTexts } from './load.ts'
import type { Texts } from './texts.ts'

export type Language = {
  readonly locale: Locale
  readonly texts: Texts
  /** The locale for dates and numbers, with the reader's country, e.g. `en-GB`. */
  readonly format: string
}

/** Picks the browser's own variant of the locale, e.g. `en-GB`. */
export const chooseFormat = (wanted: readonly string[], locale: Locale): string =>
  wanted.find((each) => languageOf(each) === languageOf(locale)) ?? locale

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
