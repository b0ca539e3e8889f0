import { batch, type ReadonlySignal, signal } from '@preact/signals'
import { chooseLocale } from './choose.ts'
import { en } from './en/index.ts'
import type { Locale } from './locales.ts'
import type { Texts } from './texts.ts'

export type Language = {
  readonly locale: ReadonlySignal<Locale>
  readonly texts: ReadonlySignal<Texts>
  /** Changes the words on the page without a reload, and remembers it. */
  readonly choose: (locale: Locale) => Promise<void>
  /** The person's language is there, or takes too long: time for the first screen, which changes over when it comes. */
  readonly ready: Promise<void>
}

type LanguageDeps = {
  readonly server: string | undefined
  readonly browser: readonly string[]
  readonly load: (locale: Locale) => Promise<Texts>
  readonly kept: { readonly read: () => string | undefined; readonly write: (locale: Locale) => void }
}

const patienceMs = 1_500
const pause = (ms: number) => new Promise<void>((over) => setTimeout(over, ms))

/** The page's language: chosen before, else the conversation's, else the browser's. English until it is there. */
export function createLanguage({ server, browser, load, kept }: LanguageDeps): Language {
  const locale = signal<Locale>('en')
  const texts = signal<Texts>(en)
  let wanted: Locale = 'en'
  const change = async (to: Locale) => {
    wanted = to
    const loaded = await load(to).catch(() => undefined)
    // Not to be had without a network: the words stay as they are. Of two quick choices the last one counts.
    if (!loaded || wanted !== to) return
    batch(() => {
      locale.value = to
      texts.value = loaded
    })
  }
  return {
    locale,
    texts,
    ready: Promise.race([change(chooseLocale({ remembered: kept.read(), server, browser })), pause(patienceMs)]),
    choose: (to) => {
      kept.write(to)
      return change(to)
    },
  }
}
