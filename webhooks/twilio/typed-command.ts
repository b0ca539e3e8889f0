import { readings } from '../../src/features/conversation-transfer/readings.ts'

/**
 * What no one sees before a command. All but U+2060, by which the Flex plugin marks a text that begins with a slash and is none.
 */
const unseenBefore = /^(?:(?!\u2060)[\s\p{Cf}])+/u
const unseenAfter = /[\s\p{Cf}]+$/u
const seen = /[^\s\p{Cf}]/u
/** What keyboards and word processors write for a slash. NFKC knows the full-width one alone. */
const slashes = /^[/\u2044\u2215\u2571\u27cb\u29f8\uff0f]\p{Cf}*/u

/** `/video`, `/video end`: a whole message, so that a sentence about it stays a sentence. */
const slash = /^\/([a-z]+)(?:\s+([a-z]+))?$/i

/** `/transfer Ada Lovelace`, `/transfer warm Support (EU) -- wants a refund`: people and queues are called all sorts of things. */
const transfer = /^\S+(?:[^\S\r\n]+(.*))?$/su

/** Longer than any command without a note. A message may have 32 KB. */
const longest = 400
/** Longer than any note that goes along. What is cut off here is refused as too long, and not taken for talk. */
const longestNoted = 2_000
const longestName = 120

export type Typed = { readonly command: string; readonly argument: string }

/** The command that a message is, whatever kind of slash, letters and spaces it is typed with; undefined for talk. */
export function typedCommand(body: string): Typed | undefined {
  const text = body.replace(unseenBefore, '')
  if (!slashes.test(text)) return undefined
  if (plain(text.slice(0, 40)).startsWith('/transfer')) return transferIn(text)
  if (seen.test(text.slice(longest))) return undefined
  const [, command, argument = ''] = slash.exec(plain(text.slice(0, longest).replace(unseenAfter, ''))) ?? []
  return command ? { command: command.toLowerCase(), argument: argument.toLowerCase() } : undefined
}

/** The argument is as it was typed: in a note, every letter is the agent's. */
function transferIn(text: string): Typed | undefined {
  const typed = text.slice(0, longestNoted).replace(unseenAfter, '')
  const [, argument = ''] = transfer.exec(typed) ?? []
  if (plain(typed.slice(0, typed.length - argument.length)).trim() !== '/transfer') return undefined
  const { name } = readings(argument).at(-1) ?? { name: '' }
  return name.length > longestName || /[\r\n]/.test(name) ? undefined : { command: 'transfer', argument }
}

const plain = (text: string) => text.replace(slashes, '/').normalize('NFKC').toLowerCase()
