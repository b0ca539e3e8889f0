/** Invisible characters before a command, except the word joiner: a slash after it begins no command. */
const unseenBefore = /^(?:(?!\u2060)[\s\p{Cf}])+/u
/** One or more slashes, in all forms that keyboards and word processors write. */
const slashes = /^(?:[/\u2044\u2215\u2571\u27cb\u29f8\uff0f]\p{Cf}*)+/u
const joiners = /\p{Cf}+/gu
const unseen = /[\s\p{Cf}]/u

/**
 * Normalizes a draft that begins with any kind of slash as the server does: plain slashes, letters and spaces. Only
 * trims any other draft.
 */
export const plain = (draft: string): string => withoutEnd(plainStart(draft))

/** The draft as typed, trimmed. */
export const bare = (draft: string): string => withoutEnd(draft.replace(unseenBefore, ''))

/** Like `plain`, for a draft that is still being typed: keeps the space at the end. */
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
