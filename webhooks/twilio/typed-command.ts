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

/** `/transfer Ada Lovelace`, `/transfer warm Support (EU)`: people and queues are called all sorts of things. */
const transfer = /^\/(transfer)(?:[ \t]+(\S.{0,119}))?$/i

/** Longer than any command. A message may have 32 KB. */
const longest = 400

export type Typed = { readonly command: string; readonly argument: string }

/** The command that a message is, whatever kind of slash, letters and spaces it is typed with; undefined for talk. */
export function typedCommand(body: string): Typed | undefined {
  const text = body.replace(unseenBefore, '')
  if (!slashes.test(text) || seen.test(text.slice(longest))) return undefined
  const plain = text.slice(0, longest).replace(unseenAfter, '').replace(slashes, '/').normalize('NFKC')
  const [, command, argument = ''] = transfer.exec(plain) ?? slash.exec(plain) ?? []
  return command ? { command: command.toLowerCase(), argument: argument.toLowerCase().trim() } : undefined
}
