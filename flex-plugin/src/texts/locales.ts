import { de } from './de.ts'
import { en } from './en.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import { ja } from './ja.ts'
import { late as lateDe } from './late/de.ts'
import { late as lateEn } from './late/en.ts'
import { late as lateEs } from './late/es.ts'
import { late as lateFr } from './late/fr.ts'
import { late as lateJa } from './late/ja.ts'
import { late as latePtBr } from './late/pt-br.ts'
import type { LateTexts } from './late/texts.ts'
import { ptBr } from './pt-br.ts'
import type { Tag } from './tags.ts'
import type { Texts } from './texts.ts'

/** All locales, for the build and for tests. The plugin's script contains only English. */
export const locales: Readonly<Record<Tag, Texts>> = { en, es, fr, de, 'pt-BR': ptBr, ja }
export const lateLocales: Readonly<Record<Tag, LateTexts>> = {
  en: lateEn,
  es: lateEs,
  fr: lateFr,
  de: lateDe,
  'pt-BR': latePtBr,
  ja: lateJa,
}
