import type { Texts } from './texts.ts'

/** The text of a word of the server's, e.g. `wordOf(texts, 'state', 'live')`; the word itself where there is none. */
export function wordOf(texts: Texts, kind: 'state' | 'step' | 'trouble' | 'undelivered' | 'why', word: string): string {
  const all: Readonly<Record<string, string>> = texts
  return all[`${kind}.${word}`] ?? word
}
