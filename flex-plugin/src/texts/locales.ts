import { de } from './de.ts'
import { en } from './en.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import { ja } from './ja.ts'
import { ptBr } from './pt-br.ts'
import type { Tag } from './tags.ts'
import type { Texts } from './texts.ts'

/** All of them, for the build and for tests. In the script itself is only English. */
export const locales: Readonly<Record<Tag, Texts>> = { en, es, fr, de, 'pt-BR': ptBr, ja }
