import type { Locale } from '../../../client-shared/locale.ts'
import de from '../../texts/de.json'
import en from '../../texts/en.json'
import es from '../../texts/es.json'
import fr from '../../texts/fr.json'
import ja from '../../texts/ja.json'
import ptBr from '../../texts/pt-BR.json'
import type { LateTexts, Texts } from './texts.ts'

/** All locales, for the build and for tests. The plugin's script contains only the English `texts`. */
export const locales: Readonly<Record<Locale, { readonly texts: Texts; readonly late: LateTexts }>> = {
  en,
  es,
  fr,
  de,
  'pt-BR': ptBr,
  ja,
}
