import { batch, type ReadonlySignal, signal } from '@preact/signals'
import { chooseLocale, type Locale } from '../../../client-shared/locale.ts'
import en from '../../texts/en.json'
import type { Texts } from './texts.ts'

export type Language = {
  readonly locale: ReadonlySignal<Locale>
  readonly texts: ReadonlySignal<Texts>
  /** Changes the texts on the page without a reload, and remembers the choice. */
  readonly choose: (locale: Locale) => Promise<void>
  /**
   * Resolves when the user's language has loaded, or takes too long. The first screen then starts, and changes later.
   */
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

/**
 * The page's language: the one chosen before, else the conversation's, else the browser's. English until it has loaded.
 */
export function createLanguage({ server, browser, load, kept }: LanguageDeps): Language {
  const locale = signal<Locale>('en')
  const texts = signal<Texts>(en)
  let wanted: Locale = 'en'
  const change = async (to: Locale) => {
    wanted = to
    const loaded = await load(to).catch(() => undefined)
    // Keeps the old texts if the new ones did not load, or if another choice followed.
    if (!loaded || wanted !== to) return
    batch(() => {
      locale.value = to
      texts.value = loaded
    })
  }
  return {
    locale,
    texts,
    ready: Promise.race([change(chooseLocale([kept.read(), server, ...browser])), pause(patienceMs)]),
    choose: (to) => {
      kept.write(to)
      return change(to)
    },
  }
}
