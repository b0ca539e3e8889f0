export type Command = 'start' | 'end' | 'resend' | 'status'

/**
 * - text: nobody's business but the customer's
 * - literal: text that must not be taken for a command
 * - command: ours, never sent
 * - reserved: will be ours, never sent
 * - unknown: may be a slip; the agent is asked once
 */
export type Draft =
  | { readonly is: 'text' }
  | { readonly is: 'literal'; readonly body: string }
  | { readonly is: 'command'; readonly command: Command }
  | { readonly is: 'reserved' }
  | { readonly is: 'unknown'; readonly command: string }

const ofVideo: Readonly<Record<string, Command>> = { '': 'start', end: 'end', resend: 'resend', status: 'status' }

/** Invisible, and no white space: before it, a slash begins no command, here and at the server. */
const wordJoiner = '\u2060'

/** What somebody means who sends this. Only the beginning of a message is looked at. */
export function readDraft(body: string): Draft {
  const text = body.trim()
  if (text.startsWith('//')) return /^\/\/[a-z]/i.test(text) ? { is: 'literal', body: literal(text) } : { is: 'text' }
  const [, word = '', rest = ''] = /^\/([a-z]+)\b(.*)$/is.exec(text) ?? []
  if (word === '') return { is: 'text' }
  if (word.toLowerCase() === 'transfer') return { is: 'reserved' }
  const command = word.toLowerCase() === 'video' ? ofVideo[rest.trim().toLowerCase()] : undefined
  return command ? { is: 'command', command } : { is: 'unknown', command: text.split(/\s/, 2).join(' ').slice(0, 40) }
}

/** `//video` is how one writes `/video` to a customer. The webhook must not obey it either. */
const literal = (text: string) => `${/^\/\/(video|transfer)\b/i.test(text) ? wordJoiner : ''}${text.slice(1)}`
