import type { Texts } from './texts.ts'

type Kind = 'state' | 'step' | 'trouble' | 'role' | 'connection' | 'way' | 'undelivered' | 'why' | 'cause' | 'refused'

const known = (texts: Texts, kind: Kind, word: string): string | undefined => {
  const all: Readonly<Record<string, string>> = texts
  return all[`${kind}.${word}`]
}

/** The text of a word of the server's, e.g. `wordOf(texts, 'state', 'live')`; the word itself where there is none. */
export const wordOf = (texts: Texts, kind: Exclude<Kind, 'refused'>, word: string): string =>
  known(texts, kind, word) ?? word

/** Why not, by the server's code (webhooks/problem.ts). Its own sentence is English, and never shown. */
export const refusalText = (texts: Texts, code: string): string =>
  code === 'no-connection' || code === 'unavailable'
    ? texts.noConnection
    : (known(texts, 'refused', code) ?? texts['refused.other'])

/** Why a call is over. A supervisor's reason is a word of ours, a failure's is Twilio's; how a task was closed is nobody's question. */
export function causeText(texts: Texts, reason: string): string {
  const [why = '', ...rest] = reason.split(': ')
  const detail = known(texts, 'why', rest.join(': ')) ?? (why === 'failed' ? rest.join(': ') : '')
  return [wordOf(texts, 'cause', why), detail].filter(Boolean).join(': ')
}
