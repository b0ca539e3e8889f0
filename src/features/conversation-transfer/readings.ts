/** What keyboards, phones and word processors make of a hyphen. */
const dash = '[-\u2010-\u2015\u2212\ufe58\ufe63\uff0d]'

/** ` -- ` between a name and a note, or the one long dash that is put in its place while it is typed. */
const separator = new RegExp(`(?<=^|\\s)(?:${dash}{2,}|[\u2013-\u2015])(?=\\s|$)`, 'g')

/** Names have dashes in them, too. Nobody's has more than these. */
const mostDashes = 5

export type Reading = { readonly name: string; readonly note?: string }

/** What may be meant by `<name> -- <note>`, the longest name first. The last one ends at the first dash. */
export function readings(typed: string): readonly Reading[] {
  const whole = typed.trim()
  const split = [...whole.matchAll(separator)].slice(0, mostDashes).map(({ 0: dashes, index }) => {
    const note = whole.slice(index + dashes.length).trim()
    return { name: whole.slice(0, index).trim(), ...(note && { note }) }
  })
  return [{ name: whole }, ...split.toReversed()]
}
