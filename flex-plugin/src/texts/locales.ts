import { de } from './de.ts'
import { en } from './en.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import { ja } from './ja.ts'
import { ptBr } from './pt-br.ts'
import type { Texts } from './texts.ts'

/** The locales of the join page. All of them come along: a plugin is one script, and cannot fetch a part of itself. */
export const locales: Readonly<Record<string, Texts>> = { en, es, fr, de, 'pt-BR': ptBr, ja }

/** The first wish that can be fulfilled, by language: Portuguese of any country is that of Brazil. English otherwise. */
export function textsFor(wishes: readonly (string | undefined)[]): Texts {
  for (const wish of wishes) {
    const language = wish?.split(/[-_]/)[0]?.toLowerCase()
    const found = Object.entries(locales).find(([tag]) => tag.split('-')[0] === language)
    if (found) return found[1]
  }
  return en
}
