import { describe, expect, it } from 'vitest'
import { en } from '../../flex-plugin/src/texts/en.ts'
import { locales, textsFor } from '../../flex-plugin/src/texts/locales.ts'
import { registerWords } from '../../flex-plugin/src/texts/words.ts'
import { everyLocale } from '../../join-page/src/texts/locales.ts'

const places = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort()

it('are in the locales of the join page', () => expect(Object.keys(locales).sort()).toEqual([...everyLocale].sort()))

describe.each(Object.entries(locales))('%s', (locale, texts) => {
  it('says everything, with the same places for values', () => {
    expect(Object.keys(texts).sort()).toEqual(Object.keys(en).sort())
    for (const [key, text] of Object.entries(texts)) {
      expect(text.trim(), key).not.toBe('')
      expect(places(text), key).toEqual(places(en[key as keyof typeof en]))
    }
  })
  it('is no copy of English', () => {
    if (locale === 'en') return
    const same = Object.entries(texts).filter(([key, text]) => text === en[key as keyof typeof en])
    expect(same.map(([key]) => key).filter((key) => !['stepBrowser'].includes(key))).toEqual([])
  })
})

it('the first wish that can be fulfilled counts', () => {
  expect(textsFor([undefined, 'nl', 'pt-PT', 'de'])).toBe(locales['pt-BR'])
  expect(textsFor(['ja_JP'])).toBe(locales['ja'])
  expect(textsFor(['xx', ''])).toBe(en)
})

describe('among Flex’s strings', () => {
  it('a call centre’s own words stay, whether they come before or after ours', () => {
    const strings: Record<string, unknown> = { EscalateStart: 'Go live!', TaskHeader: 'x' }
    const say = registerWords({ strings, localization: { localeTag: 'de-AT' } }, ['en'])
    expect(say('start')).toBe('Go live!')
    expect(say('end')).toBe('Video beenden')
    strings['EscalateEnd'] = 'Ende'
    expect(say('end')).toBe('Ende')
    delete strings['EscalateEnd']
    expect(say('end')).toBe('Video beenden')
    expect(strings['TaskHeader']).toBe('x')
  })

  it('values are put in once, and never looked into', () => {
    const say = registerWords({ strings: {} }, ['en'])
    expect(say('busyWith', { name: '{name} $& {x}' })).toContain('with {name} $& {x}.')
    expect(say('busyWith')).toContain('{name}')
  })
})
