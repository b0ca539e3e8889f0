/** What keyboards, phones and word processors put in place of a hyphen. */
const dash = '[-\u2010-\u2015\u2212\ufe58\ufe63\uff0d]'

/** ` -- ` between a name and a note, or the one long dash that replaces it while typing. */
const separator = new RegExp(`(?<=^|\\s)(?:${dash}{2,}|[\u2013-\u2015])(?=\\s|$)`, 'g')

/** Names contain dashes, too, but none contains more than these. */
const mostDashes = 5

export type Reading = { readonly name: string; readonly note?: string }

/**
 * Lists the possible readings of `<name> -- <note>`, the longest name first. The last reading ends at the first dash.
 */
export function readings(typed: string): readonly Reading[] {
  const whole = typed.trim()
  const split = [...whole.matchAll(separator)].slice(0, mostDashes).map(({ 0: dashes, index }) => {
    const note = whole.slice(index + dashes.length).trim()
    return { name: whole.slice(0, index).trim(), ...(note && { note }) }
  })
  return [{ name: whole }, ...split.toReversed()]
}
