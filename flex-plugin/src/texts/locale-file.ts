import type { Locale } from '../../../client-shared/locale.ts'

/** The global in which a locale's file stores its texts, by the file's name. */
export const shelf = 'escalateWords'

/** The file of a locale's late texts: those that are rarely needed. */
export const lateName = (locale: Locale): string => `${locale}.late`

export const localeFile = (plugin: string, name: string): string => `${plugin}.${name}.js`

/**
 * Writes a locale as a classic script. A script loads from anywhere the plugin itself did, while `fetch` would need
 * CORS headers there.
 */
export const localeScript = (name: string, texts: Readonly<Record<string, string>>): string =>
  `(globalThis.${shelf}??={})[${JSON.stringify(name)}]=${JSON.stringify(texts)};\n`
