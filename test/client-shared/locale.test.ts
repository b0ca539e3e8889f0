import { describe, expect, it } from 'vitest'
import { chooseLocale, directionOf } from '../../client-shared/locale.ts'

describe('the choice of a locale', () => {
  it('takes the first wish that has texts', () => {
    expect(chooseLocale(['ja', 'de', 'fr'])).toBe('ja')
    expect(chooseLocale([undefined, 'nl', 'pt-PT', 'de'])).toBe('pt-BR')
    expect(chooseLocale(['xx', '', 'nl', 'sv-SE', 'de'])).toBe('de')
  })

  it.for([
    ['pt', 'pt-BR'],
    ['pt-PT', 'pt-BR'],
    ['pt_BR', 'pt-BR'],
    ['PT-br', 'pt-BR'],
    ['de-AT', 'de'],
    ['fr-CA', 'fr'],
    ['es-419', 'es'],
    ['ja_JP', 'ja'],
    ['ja-JP-u-ca-japanese', 'ja'],
  ])('answers a wish for %s with %s', ([wish, locale]) => {
    expect(chooseLocale([wish])).toBe(locale)
  })

  it('ends in English', () => {
    expect([chooseLocale(['nl', '', '*']), chooseLocale(['xx', '']), chooseLocale([])]).toEqual(['en', 'en', 'en'])
  })
})

it('a locale has the direction of its script', () => {
  expect([directionOf('ja'), directionOf('ar-EG'), directionOf('he')]).toEqual(['ltr', 'rtl', 'rtl'])
})
