import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fill } from '../../client-shared/fill.ts'
import { everyLocale } from '../../client-shared/locale.ts'
import { project } from '../../tools/project.ts'

const clients = ['join-page', 'supervisor-page', 'flex-plugin'] as const
type Client = (typeof clients)[number]
type Group = { readonly [key: string]: string | Group }

/** All texts of a client in one locale. The plugin has two groups, so its keys begin with `texts.` or `late.`. */
const textsOf = (client: Client, locale: string) =>
  flat(JSON.parse(readFileSync(join(project.root, client, 'texts', `${locale}.json`), 'utf8')))

const flat = (group: Group, prefix = ''): readonly (readonly [key: string, text: string])[] =>
  Object.entries(group).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${prefix}${key}`, value] as const] : flat(value, `${prefix}${key}.`),
  )

const places = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort()
const sameInSomeLocale = ['Agent', 'Browser', 'Code', 'Codecs', 'Direct', 'Live', 'Supervisor']
/** An agent may send these texts as SMS, where one special space makes a message longer. */
const isForSms = (key: string) => key.startsWith('late.coach')

describe.each(clients)('the texts of %s', (client) => {
  const english = textsOf(client, 'en')

  it('have one file for each locale', () => {
    const files = readdirSync(join(project.root, client, 'texts'))
    expect(files.sort()).toEqual(everyLocale.map((locale) => `${locale}.json`).sort())
  })

  it.each(everyLocale)('have the keys and places of English in %s, in its order', (locale) => {
    const shape = (texts: ReturnType<typeof textsOf>) => texts.map(([key, text]) => [key, places(text)])
    expect(shape(textsOf(client, locale))).toEqual(shape(english))
  })

  it.each(everyLocale)('are never empty in %s, and neither begin nor end with a space', (locale) => {
    expect(textsOf(client, locale).filter(([, text]) => text === '' || text !== text.trim())).toEqual([])
  })

  it.each(everyLocale.slice(1))('are in %s at most half as long again as in English, and 24 characters', (locale) => {
    const known = new Map(english)
    const most = (key: string) => (known.get(key) ?? '').length * 1.5 + 24
    expect(textsOf(client, locale).filter(([key, text]) => text.length > most(key))).toEqual([])
  })

  it.each(everyLocale.slice(1))(
    'are translated in %s, except seven words that are the same in some locale',
    (locale) => {
      const known = new Map(english)
      const same = textsOf(client, locale).filter(([key, text]) => text === known.get(key))
      expect(same.filter(([, text]) => !sameInSomeLocale.includes(text))).toEqual([])
    },
  )

  it('have no ordinary space in French where a line must not break, and only ordinary ones in texts for SMS', () => {
    const french = textsOf(client, 'fr')
    expect(french.filter(([key, text]) => !isForSms(key) && / [:;?!»]|« /.test(text))).toEqual([])
    expect(french.filter(([key, text]) => isForSms(key) && /[\u00a0\u202f]/.test(text))).toEqual([])
  })

  it('have a space before three dots in German only', () => {
    const others = everyLocale.filter((locale) => locale !== 'de').flatMap((locale) => textsOf(client, locale))
    expect(others.filter(([, text]) => text.includes(' …'))).toEqual([])
  })
})

it('every text of the join page is used in its code', () => {
  const src = join(project.root, 'join-page', 'src')
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file))
  const code = files.map((file) => readFileSync(join(src, file), 'utf8')).join('\n')
  const keys = textsOf('join-page', 'en').map(([key]) => key)
  expect(keys.filter((key) => !new RegExp(`\\b${key}\\b`).test(code))).toEqual([])
})

it('a value is inserted as it is, and a place without a value stays', () => {
  expect(fill('{a} and {b}', { a: '{b}', b: '$&' })).toBe('{b} and $&')
  expect(fill('{unknown} stays')).toBe('{unknown} stays')
})
