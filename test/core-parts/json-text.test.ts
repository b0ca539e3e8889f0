import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { objectText, textOf, valueIn, withMember, withoutMembers } from '../../src/core/json-text.ts'
import { jsonText, objectTexts } from '../support/json-texts.ts'

const parsed = (text: string) => objectText(text) ?? expect.fail(`no object: ${text}`)
const nameOf = (name: string): string => JSON.parse(name) as string // drawn as a JSON string

describe('a JSON object as text', () => {
  it('adds up to the text it was read from', () => {
    fc.assert(
      fc.property(objectTexts, ({ text, members }) => {
        const object = parsed(text)
        expect(textOf(object)).toBe(text)
        expect(object.members.map(({ name, value }) => [name, value])).toEqual(
          members.map(({ name, value }) => [nameOf(name), value]),
        )
      }),
      { numRuns: 1_000 },
    )
  })

  it('with a new member keeps the text of all others, and has the given value', () => {
    fc.assert(
      fc.property(objectTexts, jsonText, ({ text }, value) => {
        const [before, after] = [parsed(text), withMember(parsed(text), 'ours', value)]
        const others = (object: typeof before) => object.members.filter(({ name }) => name !== 'ours')
        expect(others(after)).toEqual(others(before))
        expect([after.before, after.after]).toEqual([before.before, before.after])
        expect(after.members.filter(({ name }) => name === 'ours')).toHaveLength(1)
        expect(Object.entries(JSON.parse(textOf(after)))).toContainEqual(['ours', JSON.parse(value)])
      }),
      { numRuns: 1_000 },
    )
  })

  it('is the same text again when a new member is put in and taken out', () => {
    fc.assert(
      fc.property(objectTexts, jsonText, ({ text }, value) => {
        const without = textOf(withoutMembers(parsed(text), ['ours']))
        const added = textOf(withMember(parsed(without), 'ours', value))
        expect(textOf(withoutMembers(parsed(added), ['ours']))).toBe(without)
      }),
      { numRuns: 1_000 },
    )
  })

  it.each([
    ['{"a":1,"ours":2,"b":3}', '{"a":1,"ours":0,"b":3}'],
    ['{ "ours" : 2 }', '{ "ours" : 0 }'],
    ['{"\\u006furs":2}', '{"\\u006furs":0}'],
    ['{"ours":1,"a":1.0,"ours":2}', '{"a":1.0,"ours":0}'],
    [' {} ', ' {"ours":0} '],
    ['{ "a":{"ours":1} }', '{ "a":{"ours":1} ,"ours":0}'],
    ['{"a":"\\"ours\\":{"}', '{"a":"\\"ours\\":{","ours":0}'],
    ['{"__proto__":1}', '{"__proto__":1,"ours":0}'],
  ])('%s with our member is %s', (before, after) => {
    expect(textOf(withMember(parsed(before), 'ours', '0'))).toBe(after)
  })

  it('has the last value of a repeated name, as JSON.parse does', () => {
    expect(valueIn(parsed('{"a":1,"a":2}'), 'a')).toBe('2')
    expect(valueIn(parsed('{"a":1}'), 'constructor')).toBeUndefined()
  })

  it.each(['', 'text', '[]', '"{}"', '7', 'null', '{"a":', '{"a":1,}', '{"a":01}'])('is not %j', (text) => {
    expect(objectText(text)).toBeUndefined()
  })

  it('may be deep, and its strings long', () => {
    const deep = `{"a":${'['.repeat(5_000)}${']'.repeat(5_000)},"b":"${'\\n}'.repeat(200_000)}"}`
    expect(parsed(deep).members.map(({ name }) => name)).toEqual(['a', 'b'])
  })
})
