/** What no one sees before a command. All but the word joiner, which marks a text that begins with a slash and is none. */
const unseenBefore = /^(?:(?!\u2060)[\s\p{Cf}])+/u
/** What keyboards and word processors write for slashes, one or more. */
const slashes = /^(?:[/\u2044\u2215\u2571\u27cb\u29f8\uff0f]\p{Cf}*)+/u
const joiners = /\p{Cf}+/gu
const unseen = /[\s\p{Cf}]/u

/**
 * A draft that begins with any kind of slash as the server will read it: with plain slashes, letters and spaces. Every other one
 * comes back without the space around it.
 */
export const plain = (draft: string): string => withoutEnd(plainStart(draft))

/** The draft as it was typed, without the space around it. */
export const bare = (draft: string): string => withoutEnd(draft.replace(unseenBefore, ''))

/** The same of one that is still being typed: the space at its end stays. */
export function plainStart(draft: string): string {
  const text = draft.replace(unseenBefore, '')
  const [first] = slashes.exec(text) ?? []
  if (first === undefined) return text
  const count = [...first.replace(joiners, '')].length
  return '/'.repeat(count) + text.slice(first.length).normalize('NFKC')
}

function withoutEnd(text: string): string {
  let end = text.length
  while (end > 0 && unseen.test(text.charAt(end - 1))) end -= 1
  return text.slice(0, end)
}
