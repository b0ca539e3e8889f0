import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { displayNameOf } from '../../src/twilio/display-name.ts'

const shown = (display_name: string) => displayNameOf({ display_name })
const graphemes = (text: string) => [...new Intl.Segmenter().segment(text)].length
const family = '👨‍👩‍👧‍👦'

describe('the agent’s name for customers', () => {
  it('is their display_name, as it is', () => {
    expect(displayNameOf({ display_name: 'Dr. Ada L.', full_name: 'Ada Lovelace' })).toBe('Dr. Ada L.')
  })

  it('is otherwise the first word of their full_name, and empty without both', () => {
    expect(displayNameOf({ full_name: 'Ada Lovelace' })).toBe('Ada')
    expect(displayNameOf({ display_name: '  ', full_name: 'Ada\tLovelace' })).toBe('Ada')
    expect(displayNameOf({})).toBe('')
  })

  it('keeps markup as text: pages show it as text', () => {
    expect(shown('</script><b>Ada</b>')).toBe('</script><b>Ada</b>')
  })

  it('is one line without controls, invisible characters and direction marks', () => {
    expect(shown('A\u202Ed\u2066a\u200F\u061C\u0007')).toBe('Ada')
    expect(shown('Ada\r\nLovelace\u2028Byron')).toBe('Ada Lovelace Byron')
    expect(shown('A\u200Bd\uFEFFa\u00AD')).toBe('Ada')
  })

  it('keeps the invisible joiners in a Persian, a Hindi and an emoji name', () => {
    const [persian, hindi] = ['علی\u200Cرضا', 'क्\u200Dष']
    expect([shown(persian), shown(hindi), shown(family)]).toEqual([persian, hindi, family])
  })

  it('is empty where nothing of it is visible', () => {
    for (const each of ['\u200D', '\u200C\u200D\u200C', ' \u2060\u200D ', '\u202E', '\uD800', '\uE000'])
      expect(shown(each)).toBe('')
  })

  it('has at most 40 graphemes, and is cut between them', () => {
    expect(shown('x'.repeat(10_000))).toBe('x'.repeat(40))
    const faces = shown(family.repeat(1_000))
    expect(graphemes(faces)).toBeLessThanOrEqual(40)
    expect(faces.isWellFormed()).toBe(true)
    expect(shown('e\u0301'.repeat(100))).toBe('é'.repeat(40))
  })

  it('is at most 40 graphemes, well formed, trimmed and without controls, and stays the same when cleaned again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (name) => {
        const once = shown(name)
        expect(graphemes(once)).toBeLessThanOrEqual(40)
        expect(once.isWellFormed()).toBe(true)
        expect(once).toBe(once.trim())
        expect(shown(once)).toBe(once)
        expect(once).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069\u200E\u200F]/u)
      }),
    )
  })

  it.each([
    ['joiners', '\u200D'],
    ['families', family],
    ['accents', 'a\u0301'],
    ['spaces', ' '],
    ['direction marks', '\u202E'],
    ['joined letters', '\u200Ca'],
  ])('is at most 40 graphemes of a million %s', (_, piece) => {
    expect(graphemes(shown(piece.repeat(1_000_000)))).toBeLessThanOrEqual(40)
  })
})
