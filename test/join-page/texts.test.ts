import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { en } from '../../join-page/src/texts/en/index.ts'
import { fill } from '../../join-page/src/texts/fill.ts'
import { loadTexts } from '../../join-page/src/texts/load.ts'
import { everyLocale } from '../../join-page/src/texts/locales.ts'

const others = everyLocale.filter((locale) => locale !== 'en')
const placeholders = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([found]) => found).sort()
const src = join(import.meta.dirname, '..', '..', 'join-page', 'src')

describe.for(others)('the texts in %s', (locale) => {
  it('have the keys of English, no more and no fewer', async () => {
    expect(Object.keys(await loadTexts(locale)).sort()).toEqual(Object.keys(en).sort())
  })

  it('are never empty, and neither begin nor end with a space', async () => {
    for (const [key, text] of Object.entries(await loadTexts(locale))) {
      expect(text.trim(), key).not.toBe('')
      expect(text, key).toBe(text.trim())
    }
  })

  it('have the same places for names and numbers as in English', async () => {
    const texts: Readonly<Record<string, string>> = await loadTexts(locale)
    for (const [key, text] of Object.entries(en))
      expect([key, ...placeholders(texts[key] ?? '')]).toEqual([key, ...placeholders(text)])
  })

  it('differ from English in every text of more than three words', async () => {
    const texts: Readonly<Record<string, string>> = await loadTexts(locale)
    const same = Object.entries(en).filter(([key, text]) => texts[key] === text && text.split(' ').length > 3)
    expect(same.map(([key]) => key)).toEqual([])
  })
})

it('every text is used in the page’s code', () => {
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.tsx?$/.test(file) && !file.startsWith('texts'),
  )
  const code = files.map((file) => readFileSync(join(src, file), 'utf8')).join('\n')
  expect(Object.keys(en).filter((key) => !new RegExp(`\\b${key}\\b`).test(code))).toEqual([])
})

it('a value is inserted as it is, and a place without a value stays', () => {
  expect(fill('{a} and {b}', { a: '{b}', b: '$&' })).toBe('{b} and $&')
  expect(fill('{unknown} stays', {})).toBe('{unknown} stays')
})

it('French has no ordinary space where a line must not break: before : ; ? ! and inside « »', async () => {
  const breaks = Object.entries(await loadTexts('fr')).filter(([, text]) => / [:;?!»]|« /.test(text))
  expect(breaks).toEqual([])
})
