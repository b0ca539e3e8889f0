import type { Command, TransferCommand, VideoCommand } from '../../src/core/commands.ts'
import { readings } from '../../src/features/conversation-transfer/contract.ts'

/**
 * Invisible characters before a command, except U+2060: the Flex plugin puts it before a text that begins with a slash
 * and is no command.
 */
const unseenBefore = /^(?:(?!\u2060)[\s\p{Cf}])+/u
const unseenAfter = /[\s\p{Cf}]+$/u
const seen = /[^\s\p{Cf}]/u
/** What keyboards and word processors write for a slash. NFKC only covers the full-width one. */
const slashes = /^[/\u2044\u2215\u2571\u27cb\u29f8\uff0f]\p{Cf}*/u

/** `/video`, `/video end`: the whole message, so that a sentence that mentions the command is none. */
const video = /^\/video(?:\s+([a-z]+))?$/i

/**
 * `/transfer Ada Lovelace`, `/transfer warm Support (EU) -- wants a refund`: names of agents and queues may contain
 * anything.
 */
const transfer = /^\S+(?:[^\S\r\n]+(.*))?$/su

/** Longer than any command without a note. A message may have 32 KB. */
const longest = 400
/** Longer than any valid note. A note cut off here is refused as too long instead of being taken for a message. */
const longestNoted = 2_000
const longestName = 120

/** The words after `/video`. */
const videoCommands: Readonly<Record<string, VideoCommand>> = {
  '': { type: 'video.start' },
  end: { type: 'video.end' },
  resend: { type: 'video.resend' },
  new: { type: 'video.renew' },
  revoke: { type: 'video.revoke' },
  remove: { type: 'video.remove-customer' },
  mute: { type: 'video.mute-customer' },
  record: { type: 'video.record', on: true },
}

/**
 * Returns the command in a message, whatever kind of slash, letters and spaces it is typed with; undefined if it is
 * none.
 */
export function typedCommand(body: string): Command | undefined {
  const text = body.replace(unseenBefore, '')
  if (!slashes.test(text)) return undefined
  if (plain(text.slice(0, 40)).startsWith('/transfer')) return transferIn(text)
  if (seen.test(text.slice(longest))) return undefined
  const typed = video.exec(plain(text.slice(0, longest).replace(unseenAfter, '')))
  return typed ? videoCommand(typed[1] ?? '') : undefined
}

const videoCommand = (word: string): VideoCommand =>
  (Object.hasOwn(videoCommands, word) && videoCommands[word]) || { type: 'video.unknown', word }

/** Keeps the text as typed: in a note, every letter is the agent's. */
function transferIn(text: string): TransferCommand | undefined {
  const typed = text.slice(0, longestNoted).replace(unseenAfter, '')
  const [, argument = ''] = transfer.exec(typed) ?? []
  if (plain(typed.slice(0, typed.length - argument.length)).trim() !== '/transfer') return undefined
  const { name: shortest } = readings(argument).at(-1) ?? { name: '' }
  if (shortest.length > longestName || /[\r\n]/.test(shortest)) return undefined
  if (plain(argument) === 'cancel') return { type: 'transfer.cancel' }
  const [, first = '', rest = ''] = /^(\S*)(.*)$/s.exec(argument.trim()) ?? []
  return plain(first) === 'warm'
    ? { type: 'transfer.find', mode: 'warm', name: rest.trim() }
    : { type: 'transfer.find', mode: 'cold', name: argument.trim() }
}

const plain = (text: string) => text.replace(slashes, '/').normalize('NFKC').toLowerCase()
