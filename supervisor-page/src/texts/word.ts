import type { Texts } from './texts.ts'

type Kind = 'state' | 'step' | 'trouble' | 'role' | 'connection' | 'way' | 'undelivered' | 'why' | 'cause' | 'refused'

const known = (texts: Texts, kind: Kind, word: string): string | undefined => {
  const all: Readonly<Record<string, string>> = texts
  return all[`${kind}.${word}`]
}

/** The text for a word of the server, e.g. `wordOf(texts, 'state', 'live')`; the word itself if there is no text. */
export const wordOf = (texts: Texts, kind: Exclude<Kind, 'refused'>, word: string): string =>
  known(texts, kind, word) ?? word

/** The text for a refusal, by its code (webhooks/problem.ts). The server's own sentence is English and never shown. */
export const refusalText = (texts: Texts, code: string): string =>
  code === 'no-connection' || code === 'unavailable'
    ? texts.noConnection
    : (known(texts, 'refused', code) ?? texts['refused.other'])

/** The text for the end of a call. Adds a supervisor's reason or Twilio's failure reason, not how a task was closed. */
export function causeText(texts: Texts, reason: string): string {
  const [why = '', ...rest] = reason.split(': ')
  const detail = known(texts, 'why', rest.join(': ')) ?? (why === 'failed' ? rest.join(': ') : '')
  return [wordOf(texts, 'cause', why), detail].filter(Boolean).join(': ')
}
