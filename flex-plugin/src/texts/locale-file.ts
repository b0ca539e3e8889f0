import type { Tag } from './tags.ts'

/** Where a locale's file puts its words, by the file's name. */
export const shelf = 'escalateWords'

/** What of a locale is read seldom has a file of its own. */
export const lateName = (tag: Tag): string => `${tag}.late`

export const localeFile = (plugin: string, name: string): string => `${plugin}.${name}.js`

/**
 * A locale as a classic script: that may come from anywhere the plugin itself came from, while a `fetch` would ask the place
 * for CORS headers.
 */
export const localeScript = (name: string, texts: Readonly<Record<string, string>>): string =>
  `(globalThis.${shelf}??={})[${JSON.stringify(name)}]=${JSON.stringify(texts)};\n`
