import type { Locale } from '../../../client-shared/locale.ts'
import { texts as en } from '../../texts/en.json'
import { field } from '../flex/field.ts'
import { lateName, localeFile, shelf } from './locale-file.ts'
import type { Texts } from './texts.ts'

export type LoadTexts = (locale: Locale) => Promise<Texts | undefined>
/** Loads the late texts of a locale, by key. The file may lack some of them. */
export type LoadLate = (locale: Locale) => Promise<Readonly<Record<string, string>> | undefined>

/**
 * Loads the texts of a locale: at once if they are in the all-in-one script, else from a file next to the plugin's
 * script. Without such a file English stays. English also fills the keys that a file of another version lacks.
 *
 * @param script the address of the plugin's script, only known while it is evaluated
 */
export function textsBeside(script: string | undefined, page?: Document): LoadTexts {
  const load = fileBeside(script, page)
  return async (locale) => {
    const found = locale === 'en' ? undefined : await load(locale)
    const known = Object.entries(found ?? {}).filter(([key]) => key in en)
    return locale === 'en' ? en : found && { ...en, ...Object.fromEntries(known) }
  }
}

/** Does the same for the late texts, whose file is loaded at first use. */
export function lateBeside(script: string | undefined, page?: Document): LoadLate {
  const load = fileBeside(script, page)
  const loads = new Map<Locale, ReturnType<LoadLate>>()
  return (locale) => {
    const words = loads.get(locale) ?? load(lateName(locale))
    loads.set(locale, words)
    return words
  }
}

function fileBeside(script: string | undefined, page: Document | undefined = globalThis.document) {
  return async (name: string): Promise<Readonly<Record<string, string>> | undefined> => {
    const there = onShelf(name)
    if (there || !script || !page) return there
    const element = page.createElement('script')
    // The version keeps a new plugin from using an old file in the browser's cache.
    element.src = new URL(`${localeFile(__FPB_PLUGIN_UNIQUE_NAME, name)}?${__FPB_PLUGIN_VERSION}`, script).href
    await new Promise((over) => {
      element.onload = over
      element.onerror = over
      page.head.append(element)
    })
    return onShelf(name)
  }
}

function onShelf(name: string): Readonly<Record<string, string>> | undefined {
  const found = field(globalThis, shelf, name)
  if (typeof found !== 'object' || found === null) return undefined
  const words = Object.entries(found).filter(([, text]) => typeof text === 'string')
  return Object.fromEntries(words)
}
