import { fill, type Values } from '../../../client-shared/fill.ts'
import { chooseLocale } from '../../../client-shared/locale.ts'
import { texts as en } from '../../texts/en.json'
import type { Manager } from '../flex/flex.ts'
import { createValue, type Value } from '../state/value.ts'
import type { LoadLate, LoadTexts } from './load-texts.ts'
import type { TextKey, Texts } from './texts.ts'

/** `say('busyWith', { name })` returns the text in the agent's language, or the call centre's own version. */
export type Say = (key: TextKey, values?: Values) => string
/**
 * Returns a text of `late/`; undefined if there is none, or its file cannot be loaded.
 * @param language the reader's language, if the reader is not the agent
 */
export type SayLate = (
  key: string,
  how?: { readonly values?: Values; readonly language?: string | undefined },
) => Promise<string | undefined>
/** `texts` changes once, when the agent's language has loaded. */
export type Words = {
  readonly say: Say
  readonly sayLate: SayLate
  /** Returns a text of Flex itself, e.g. a button's label, as Flex shows it now. */
  readonly sayOfFlex: (name: string, otherwise: TextKey) => string
  readonly texts: Value<Texts>
}

/** `start` becomes `EscalateStart` among Flex's strings. */
export const stringName = (key: string): string => `Escalate${key.slice(0, 1).toUpperCase()}${key.slice(1)}`

/**
 * Adds the plugin's texts to Flex's strings, so that a call centre can change them like Flex's own, before or after
 * this plugin starts. Looks each text up at every use. English is there at once, another language as soon as it has
 * loaded.
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
      // Keeps a text that somebody else has set, before or after this plugin.
      const isOurs = typeof strings[name] !== 'string' || strings[name] === texts.get()[key as TextKey]
      if (isOurs) strings[name] = text
    }
    texts.set(next)
  }
  put(en)
  const wishes = [manager.localization?.localeTag, ...browser]
  const locale = chooseLocale(wishes)
  if (locale !== 'en') void load(locale).then((found) => found && put(found))
  const own = (name: string) => {
    const said = strings[name]
    return typeof said === 'string' ? said : undefined
  }
  const say: Say = (key, values) => fill(own(stringName(key)) ?? texts.get()[key], values)
  const sayLate: SayLate = async (key, { values, language } = {}) => {
    const text = own(stringName(key)) ?? (await loadLate(chooseLocale([language, ...wishes])))?.[key]
    return text && fill(text, values)
  }
  return { say, sayLate, sayOfFlex: (name, otherwise) => own(name) ?? say(otherwise), texts }
}
