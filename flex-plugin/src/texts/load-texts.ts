import { field } from '../flex/field.ts'
import { en } from './en.ts'
import { localeFile, shelf } from './locale-file.ts'
import type { Tag } from './tags.ts'
import type { Texts } from './texts.ts'

export type LoadTexts = (tag: Tag) => Promise<Texts | undefined>

/**
 * The words of a locale: at once where its file came along, as in the all-in-one build, else from beside the plugin's own
 * script. Nothing where there is none: English stays.
 *
 * @param script the address of the plugin's script, known only while it is evaluated
 */
export const textsBeside =
  (script: string | undefined, page: Document | undefined = globalThis.document): LoadTexts =>
  async (tag) => {
    if (tag === 'en') return en
    const there = onShelf(tag)
    if (there || !script || !page) return there
    const element = page.createElement('script')
    // A new version of the plugin is not to find the words of an old one in the browser's cache.
    element.src = new URL(`${localeFile(__FPB_PLUGIN_UNIQUE_NAME, tag)}?${__FPB_PLUGIN_VERSION}`, script).href
    await new Promise((over) => {
      element.onload = over
      element.onerror = over
      page.head.append(element)
    })
    return onShelf(tag)
  }

/** The words as far as they are there: a file of another version may lack some, and English stands in for them. */
function onShelf(tag: Tag): Texts | undefined {
  const found = field(globalThis, shelf, tag)
  if (typeof found !== 'object' || found === null) return undefined
  const words = Object.entries(found).filter(([key, text]) => key in en && typeof text === 'string')
  return { ...en, ...Object.fromEntries(words) }
}
