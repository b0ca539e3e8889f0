import type { Manager } from '../flex/flex.ts'
import { createValue, type Value } from '../state/value.ts'
import { en } from './en.ts'
import type { LoadLate, LoadTexts } from './load-texts.ts'
import { tagFor } from './tags.ts'
import type { TextKey, Texts } from './texts.ts'

type Values = Readonly<Record<string, string | number>>

/** `say('busyWith', { name })`: the sentence in the agent's language, or as this call centre words it. */
export type Say = (key: TextKey, values?: Values) => string
/**
 * What is read seldom, by a key of `late/`; nothing where there is no such text, or it cannot be had.
 * @param language whom it is for, where that is not the agent
 */
export type SayLate = (
  key: string,
  how?: { readonly values?: Values; readonly language?: string | undefined },
) => Promise<string | undefined>
/** `texts` changes once, when the agent's language has come. */
export type Words = {
  readonly say: Say
  readonly sayLate: SayLate
  /** Flex's own word, such as a button's label, as it stands there now. */
  readonly sayOfFlex: (name: string, otherwise: TextKey) => string
  readonly texts: Value<Texts>
}

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
  loadLate: LoadLate,
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
  const wishes = [manager.localization?.localeTag, ...browser]
  const tag = tagFor(wishes)
  if (tag !== 'en') void load(tag).then((found) => found && put(found))
  const own = (name: string) => {
    const said = strings[name]
    return typeof said === 'string' ? said : undefined
  }
  const say: Say = (key, values) => filled(own(stringName(key)) ?? texts.get()[key], values)
  const sayLate: SayLate = async (key, { values, language } = {}) => {
    const text = own(stringName(key)) ?? (await loadLate(tagFor([language, ...wishes])))?.[key]
    return text && filled(text, values)
  }
  return { say, sayLate, sayOfFlex: (name, otherwise) => own(name) ?? say(otherwise), texts }
}

/** A replaced value is never looked into again. */
const filled = (text: string, values: Values = {}): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
