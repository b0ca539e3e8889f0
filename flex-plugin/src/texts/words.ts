import type { Manager } from '../flex/flex.ts'
import { createValue, type Value } from '../state/value.ts'
import { en } from './en.ts'
import type { LoadTexts } from './load-texts.ts'
import { tagFor } from './tags.ts'
import type { TextKey, Texts } from './texts.ts'

/** `say('busyWith', { name })`: the sentence in the agent's language, or as this call centre words it. */
export type Say = (key: TextKey, values?: Readonly<Record<string, string | number>>) => string
/** `texts` changes once, when the agent's language has come. */
export type Words = { readonly say: Say; readonly texts: Value<Texts> }

/** `start` is `EscalateStart` among Flex's strings. */
export const stringName = (key: string): string => `Escalate${key.slice(0, 1).toUpperCase()}${key.slice(1)}`

/**
 * Our words go where all words of Flex are, so that a call centre changes them as it changes Flex's own, before or after
 * this plugin starts. Each is looked up when it is said. English is there at once; another language as soon as it has come.
 */
export function registerWords(
  manager: Pick<Manager, 'strings' | 'localization'>,
  browser: readonly string[],
  load: LoadTexts,
): Words {
  const texts = createValue<Texts>(en)
  const { strings } = manager
  const put = (next: Texts) => {
    for (const [key, text] of Object.entries(next)) {
      const name = stringName(key)
      // What somebody else has put there stays, before us or since.
      const isOurs = typeof strings[name] !== 'string' || strings[name] === texts.get()[key as TextKey]
      if (isOurs) strings[name] = text
    }
    texts.set(next)
  }
  put(en)
  const tag = tagFor([manager.localization?.localeTag, ...browser])
  if (tag !== 'en') void load(tag).then((found) => found && put(found))
  const say: Say = (key, values = {}) => {
    const said = strings[stringName(key)]
    const text = typeof said === 'string' ? said : texts.get()[key]
    // A replaced value is never looked into again.
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
  }
  return { say, texts }
}
