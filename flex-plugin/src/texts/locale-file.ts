import type { Tag } from './tags.ts'
import type { Texts } from './texts.ts'

/** Where a locale's file puts its words, by tag. */
export const shelf = 'escalateWords'

export const localeFile = (plugin: string, tag: Tag): string => `${plugin}.${tag}.js`

/**
 * A locale as a classic script: that may come from anywhere the plugin itself came from, while a `fetch` would ask the place
 * for CORS headers.
 */
export const localeScript = (tag: Tag, texts: Texts): string =>
  `(globalThis.${shelf}??={})[${JSON.stringify(tag)}]=${JSON.stringify(texts)};\n`
