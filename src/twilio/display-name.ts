/** Longer than any name people go by, and short enough for every screen. */
const most = 40

/** Controls, and the characters that turn the reading direction: a name must not rearrange the text around it. */
const invisible = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}]/gu
/** Names in Persian or Hindi, and families in emoji, are joined by what is not seen. Anywhere else it hides something. */
const idleJoiner = /(?<![\p{L}\p{M}\p{Emoji}])[\u200c\u200d]+|[\u200c\u200d]+(?![\p{L}\p{M}\p{Emoji}])/gu

/**
 * What customers may call an agent: the worker's attribute `display_name` as it is, or the first word of `full_name`.
 * Flex fills `full_name` from the identity provider; a surname is nothing a customer needs.
 */
export function displayNameOf(names: { display_name?: string | undefined; full_name?: string | undefined }): string {
  const chosen = cleaned(names.display_name ?? '')
  return chosen || (cleaned(names.full_name ?? '').split(' ')[0] ?? '')
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

function cleaned(name: string): string {
  // Cut twice: roughly before the dear part, exactly after it.
  const seen = name
    .slice(0, 400)
    .normalize()
    .replace(/[\s--\ufeff]+/gv, ' ')
    .replace(invisible, '')
    .replace(idleJoiner, '')
  const plain = seen.replace(/ +/g, ' ').trim()
  return [...graphemes.segment(plain)]
    .slice(0, most)
    .map(({ segment }) => segment)
    .join('')
}
