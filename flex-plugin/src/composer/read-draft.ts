import { bare, plain } from './plain.ts'

export type Command = 'start' | 'end' | 'resend' | 'status'

/**
 * - text: a message for the customer
 * - literal: a message that begins with a slash but is not a command
 * - command: a video command, never sent
 * - transfer: a transfer command, never sent; with the target as typed, if any
 * - unknown: perhaps a typing error; the agent has to confirm it once
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

/** Invisible, and not white space: a slash after it begins no command, here and on the server. */
const wordJoiner = '\u2060'

/** Reads what an agent means by this message. Looks at the beginning only. */
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
 * Reads `/transfer Ada -- a note`, `/transfer warm Support (EU)` and `/transfer cancel`; `/transfer` alone opens the
 * list. Name and note go to the server as typed, because the server knows the names.
 */
function transferIn(rest: string): Draft {
  const word = rest.replace(/\s.*/s, '').normalize('NFKC').toLowerCase()
  const isWarm = word === 'warm'
  const name = isWarm ? rest.replace(/^\S+\s*/, '') : rest
  if (word === 'cancel' && word.length === rest.length) return { is: 'transfer', does: 'cancel' }
  if (name === '') return { is: 'transfer', does: 'choose' }
  return { is: 'transfer', does: 'start', name, mode: isWarm ? 'warm' : 'cold' }
}

/** `//video` sends the text `/video` to a customer. The word joiner keeps the webhook from treating it as a command. */
const literal = (text: string, body: string) =>
  `${/^\/\/(video|transfer)\b/i.test(text) ? wordJoiner : ''}${bare(body).slice(1)}`
