/**
 * A JSON object as text, in pieces that add up to the text again. Numbers too large for JavaScript, escapes, spacing,
 * order and duplicate keys stay as they are, because no value is parsed and written again.
 */
export type ObjectText = { readonly before: string; readonly members: readonly Member[]; readonly after: string }

/** The text between two commas. `lead`: the name with everything around it, up to the value. */
export type Member = {
  readonly name: string
  readonly lead: string
  readonly value: string
  readonly trail: string
}

/** Whole strings and structural characters. In valid JSON they show the whole structure. */
const token = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]/g

/** Splits the text of a JSON object. @returns undefined for anything else */
export function objectText(text: string): ObjectText | undefined {
  if (!isObject(text)) return undefined
  const start = text.indexOf('{') + 1
  const members: Member[] = []
  let [depth, from, colon] = [0, start, -1]
  for (const { 0: sign, index } of text.slice(start).matchAll(token)) {
    const at = start + index
    if (depth === 0 && sign === ':') colon = at
    if (depth === 0 && (sign === ',' || sign === '}')) {
      if (colon >= 0) members.push(memberIn(text, { from, colon, to: at }))
      if (sign === '}')
        return { before: text.slice(0, members.length > 0 ? start : at), members, after: text.slice(at) }
      from = at + 1
    }
    if (sign === '{' || sign === '[') depth++
    if (sign === '}' || sign === ']') depth--
  }
  return undefined
}

/** Joins the pieces again. */
export const textOf = ({ before, members, after }: ObjectText): string =>
  `${before}${members.map(({ lead, value, trail }) => `${lead}${value}${trail}`).join(',')}${after}`

/** The text of a member's value. Of duplicate names the last one counts, as for nearly every JSON parser. */
export const valueIn = ({ members }: ObjectText, name: string): string | undefined =>
  members.findLast((each) => each.name === name)?.value

/** Sets a member's value text, in its old position or at the end. Of duplicate names the last one stays. */
export function withMember(object: ObjectText, name: string, value: string): ObjectText {
  const last = object.members.findLast((each) => each.name === name)
  const members = object.members.filter((each) => each.name !== name || each === last)
  const added: Member = { name, lead: `${JSON.stringify(name)}:`, value, trail: '' }
  return {
    ...object,
    members: last ? members.map((each) => (each === last ? { ...each, value } : each)) : [...members, added],
  }
}

export const withoutMembers = (object: ObjectText, names: readonly string[]): ObjectText => ({
  ...object,
  members: object.members.filter(({ name }) => !names.includes(name)),
})

function memberIn(text: string, { from, colon, to }: { from: number; colon: number; to: number }): Member {
  const [rawName, rest] = [text.slice(from, colon), text.slice(colon + 1, to)]
  const value = rest.trim()
  const [space = ''] = rest.split(value, 1)
  return {
    // The same name can be written with escapes.
    name: String(JSON.parse(rawName)),
    lead: `${rawName}:${space}`,
    value,
    trail: rest.slice(space.length + value.length),
  }
}

function isObject(text: string): boolean {
  try {
    const parsed: unknown = JSON.parse(text)
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
  } catch {
    return false
  }
}
