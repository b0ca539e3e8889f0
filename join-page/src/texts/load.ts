import { en } from './en/index.ts'
import type { Locale } from './locales.ts'
import type { Texts } from './texts.ts'

/**
 * Loads the texts of a locale. English is there at once; every other locale is a separate chunk, fetched when needed.
 */
export async function loadTexts(locale: Locale): Promise<Texts> {
  switch (locale) {
    case 'en':
      return en
    case 'es':
      return (await import('./es/index.ts')).es
    case 'fr':
      return (await import('./fr/index.ts')).fr
    case 'de':
      return (await import('./de/index.ts')).de
    case 'pt-BR':
      return (await import('./pt-br/index.ts')).ptBr
    case 'ja':
      return (await import('./ja/index.ts')).ja
  }
}
