import type { Manager } from '../flex/flex.ts'
import { textsFor } from './locales.ts'
import type { TextKey } from './texts.ts'

/** `say('busyWith', { name })`: the sentence in the agent's language, or as this call centre words it. */
export type Say = (key: TextKey, values?: Readonly<Record<string, string | number>>) => string

/** `start` is `EscalateStart` among Flex's strings. */
export const stringName = (key: string): string => `Escalate${key.slice(0, 1).toUpperCase()}${key.slice(1)}`

/**
 * Our words go where all words of Flex are, so that a call centre changes them as it changes Flex's own, before or after
 * this plugin starts. Each is looked up when it is said.
 */
export function registerWords(manager: Pick<Manager, 'strings' | 'localization'>, browser: readonly string[]): Say {
  const texts = textsFor([manager.localization?.localeTag, ...browser])
  const own = Object.fromEntries(Object.entries(texts).map(([key, text]) => [stringName(key), text]))
  Object.assign(manager.strings, { ...own, ...pick(manager.strings, Object.keys(own)) })
  return (key, values = {}) => {
    const said = manager.strings[stringName(key)]
    const text = typeof said === 'string' ? said : texts[key]
    // A replaced value is never looked into again.
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
  }
}

/** What somebody else has put there before us. */
const pick = (strings: Readonly<Record<string, unknown>>, names: readonly string[]) =>
  Object.fromEntries(
    names.flatMap((name) => (typeof strings[name] === 'string' ? [[name, strings[name]] as const] : [])),
  )
