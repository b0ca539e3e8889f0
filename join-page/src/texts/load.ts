import type { Locale } from '../../../client-shared/locale.ts'
import en from '../../texts/en.json'
import type { Texts } from './texts.ts'

const loaders: Readonly<Record<Locale, () => Promise<{ readonly default: Texts }>>> = {
  en: async () => ({ default: en }),
  es: () => import('../../texts/es.json'),
  fr: () => import('../../texts/fr.json'),
  de: () => import('../../texts/de.json'),
  'pt-BR': () => import('../../texts/pt-BR.json'),
  ja: () => import('../../texts/ja.json'),
}

/**
 * Loads the texts of a locale. English is there at once; every other locale is a separate chunk, fetched when needed.
 */
export const loadTexts = async (locale: Locale): Promise<Texts> => (await loaders[locale]()).default
