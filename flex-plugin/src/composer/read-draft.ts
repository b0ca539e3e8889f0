import { bare, plain } from './plain.ts'

export type Command = 'start' | 'end' | 'resend' | 'status'

/**
 * - text: nobody's business but the customer's
 * - literal: text that must not be taken for a command
 * - command: ours, never sent
 * - transfer: ours, too; to whom, as it was typed, or nothing
 * - unknown: may be a slip; the agent is asked once
 */
export type Draft =
  | { readonly is: 'text' }
  | { readonly is: 'literal'; readonly body: string }
  | { readonly is: 'command'; readonly command: Command }
  | { readonly is: 'transfer'; readonly does: 'choose' }
  | { readonly is: 'transfer'; readonly does: 'cancel' }
  | { readonly is: 'transfer'; readonly does: 'start'; readonly name: string; readonly mode: 'cold' | 'warm' }
  | { readonly is: 'unknown'; readonly command: string }

const ofVideo: Readonly<Record<string, Command>> = { '': 'start', end: 'end', resend: 'resend', status: 'status' }

/** Invisible, and no white space: before it, a slash begins no command, here and at the server. */
const wordJoiner = '\u2060'

/** What somebody means who sends this. Only the beginning of a message is looked at. */
export function readDraft(body: string): Draft {
  const text = plain(body)
  if (text.startsWith('//'))
    return /^\/\/[a-z]/i.test(text) ? { is: 'literal', body: literal(text, body) } : { is: 'text' }
  const [, word = '', rest = ''] = /^\/([a-z]+)\b(.*)$/is.exec(text) ?? []
  if (word === '') return { is: 'text' }
  if (/^transfer(?:\s|$)/i.test(word + rest)) return transferIn(bare(body).replace(/^\S+\s*/, ''))
  const command = word.toLowerCase() === 'video' ? ofVideo[rest.trim().toLowerCase()] : undefined
  return command ? { is: 'command', command } : { is: 'unknown', command: text.split(/\s/, 2).join(' ').slice(0, 40) }
}

/**
 * `/transfer Ada -- a note`, `/transfer warm Support (EU)`, `/transfer cancel`; alone it asks for the list to choose from. Name and
 * note go to the server as they were typed: it knows the names.
 */
function transferIn(rest: string): Draft {
  const word = rest.replace(/\s.*/s, '').normalize('NFKC').toLowerCase()
  const isWarm = word === 'warm'
  const name = isWarm ? rest.replace(/^\S+\s*/, '') : rest
  if (word === 'cancel' && word.length === rest.length) return { is: 'transfer', does: 'cancel' }
  if (name === '') return { is: 'transfer', does: 'choose' }
  return { is: 'transfer', does: 'start', name, mode: isWarm ? 'warm' : 'cold' }
}

/** `//video` is how one writes `/video` to a customer. The webhook must not obey it either. */
const literal = (text: string, body: string) =>
  `${/^\/\/(video|transfer)\b/i.test(text) ? wordJoiner : ''}${bare(body).slice(1)}`
