import fc from 'fast-check'

const space = fc.constantFrom('', '', '', ' ', '\n\t', '  ')
const number = fc.constantFrom('0', '-0', '1.0', '1e400', '-2E+3', '9007199254740993', '24601234567890123456', '0.10')
/** A JSON string with escapes where none are needed. */
const string = fc
  .array(
    fc.constantFrom('a', 'é', '\\u00e9', '\\"', '\\\\', '\\/', '{', '}', '[', ']', ',', ':', '\\n', '\\ud800', '名'),
    {
      maxLength: 8,
    },
  )
  .map((each) => `"${each.join('')}"`)
const name = fc.oneof(string, fc.constantFrom('"ours"', '"our\\u0073"', '"__proto__"', '"2"', '"1"', '"twice"'))

const between = (open: string, inner: readonly string[], close: string, gap: string) =>
  `${open}${gap}${inner.join(`${gap},`)}${gap}${close}`

/** JSON as people and programs write it: texts, not values. */
export const { jsonText } = fc.letrec<{ jsonText: string }>((tie) => ({
  jsonText: fc.oneof(
    { maxDepth: 3 },
    number,
    string,
    fc.constantFrom('true', 'false', 'null'),
    fc.tuple(fc.array(tie('jsonText'), { maxLength: 4 }), space).map(([all, gap]) => between('[', all, ']', gap)),
    fc.tuple(fc.array(fc.tuple(name, tie('jsonText')), { maxLength: 4 }), space).map(([all, gap]) =>
      between(
        '{',
        all.map(([key, value]) => `${key}${gap}:${gap}${value}`),
        '}',
        gap,
      ),
    ),
  ),
}))

const member = fc.record({ lead: space, name, middle: space, value: jsonText, trail: space })

/** Texts of objects, with their members. Names may occur twice. */
export const objectTexts = fc
  .tuple(space, fc.array(member, { maxLength: 6 }), space)
  .map(([before, members, after]) => ({
    text: `${before}{${members.map((each) => `${each.lead}${each.name}${each.middle}:${each.lead}${each.value}${each.trail}`).join(',')}}${after}`,
    members,
  }))
