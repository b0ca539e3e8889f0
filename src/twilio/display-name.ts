/** The most characters of a name: enough for real names, and short enough for every screen. */
const most = 40

/** Control characters, and those that change the reading direction: a name must not rearrange the text around it. */
const invisible = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}]/gu
/**
 * Invisible joiners outside of words and emoji. Persian and Hindi names and emoji families need them; elsewhere they
 * only hide text.
 */
const idleJoiner = /(?<![\p{L}\p{M}\p{Emoji}])[\u200c\u200d]+|[\u200c\u200d]+(?![\p{L}\p{M}\p{Emoji}])/gu

/**
 * The name of an agent for customers: the worker's attribute `display_name`, or the first word of `full_name`. Flex
 * fills `full_name` from the identity provider, and customers do not need a surname.
 */
export function displayNameOf(names: { display_name?: string | undefined; full_name?: string | undefined }): string {
  const chosen = cleaned(names.display_name ?? '')
  return chosen || (cleaned(names.full_name ?? '').split(' ')[0] ?? '')
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

function cleaned(name: string): string {
  // Cuts twice: roughly before the expensive part, exactly after it.
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
