import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { candidates } from '../../webhooks/join/whole-token.ts'
import { anApp } from '../support/an-app.ts'
import { anOpenVideo } from '../support/an-open-video.ts'

const dressed: readonly [string, (token: string) => string][] = [
  ...[
    '.',
    ')',
    ',',
    '>',
    '"',
    "'",
    ';',
    ':',
    '!',
    ']',
    '}',
    '*',
    '_',
    '__',
    '…',
    '»',
    '。',
    '）',
    '%20',
    '%0A',
    '%0D%0A',
  ].map((after): [string, (token: string) => string] => [
    `${after} behind it`,
    (token) => `${token}${encodeURI(after)}`,
  ]),
  ['a full stop, encoded', (token) => `${token}%2E`],
  ['a slash', (token) => `${token}/`],
  ['a bracket and a slash', (token) => `${token})/`],
  ['&amp; and more', (token) => `${token}&amp;utm_source=mail`],
  ['an encoded question mark and more', (token) => `${token}%3Futm_source=mail`],
  ['a zero-width space behind it', (token) => `${token}%E2%80%8B`],
  ['a zero-width space in it', (token) => `${token.slice(0, 9)}%E2%80%8B${token.slice(9)}`],
  ['a soft hyphen in it', (token) => `${token.slice(0, 9)}%C2%AD${token.slice(9)}`],
  ['letters percent-encoded', (token) => [...token].map((each) => `%${each.charCodeAt(0).toString(16)}`).join('')],
  ['letters encoded twice', (token) => `%25${token.charCodeAt(0).toString(16)}${token.slice(1)}`],
  ['a line break of quoted-printable', (token) => `${token.slice(0, 20)}=${token.slice(20)}`],
  ['the same, with its bytes', (token) => `${token.slice(0, 20)}=%0D%0A${token.slice(20)}`],
  ['a slanted word', (token) => `_${token}_`],
  ['angle brackets', (token) => `%3C${token}%3E`],
  ['a bad percent sign behind it', (token) => `${token}%E2`],
]

describe('a link with additions redirects to its plain address', () => {
  it.each(dressed)('%s', async (_, dress) => {
    const { look, link } = await anOpenVideo()
    const token = link.slice('/j/'.length)
    const answer = await look(`/j/${dress(token)}`)
    expect([answer.status, answer.headers.get('location')]).toEqual([302, link])
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })

  it('any number of times: it is no bad try', async () => {
    const { look, link } = await anOpenVideo()
    for (let n = 0; n < 15; n++) expect((await look(`${link}.`)).status).toBe(302)
    expect((await look(link)).status).toBe(200)
  })

  it('also an agent’s', async () => {
    const { look, pass } = await anOpenVideo()
    const own = await pass()
    expect((await look(`${own})`)).headers.get('location')).toBe(own)
  })
})

describe('a token that is not whole', () => {
  it.each<[string, (token: string) => string]>([
    ['without its last letter', (token) => token.slice(0, -1)],
    ['without its first letter', (token) => token.slice(1)],
    ['in other letters', (token) => token.toLowerCase()],
    ['with a letter changed', (token) => `${token.startsWith('A') ? 'B' : 'A'}${token.slice(1)}`],
    ['with a letter more in it', (token) => `${token.slice(0, 9)}x${token.slice(9)}`],
    ['cut in two by a space', (token) => `${token.slice(0, 9)}.${token.slice(9)}`],
  ])('%s stays unknown (404), and counts', async (_, change) => {
    const { look, link } = await anOpenVideo()
    const changed = `/j/${change(link.slice('/j/'.length))}`
    for (let n = 0; n < 10; n++) expect((await look(changed)).status).toBe(404)
    expect((await look(changed)).status).toBe(429)
  })

  it('of more than two thousand characters is not searched', () => {
    expect(candidates('a'.repeat(2_001))).toEqual([])
  })
})

it('an address has at most nine candidates for a signature, whatever it contains', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      expect(candidates(encodeURIComponent(text)).length).toBeLessThanOrEqual(9)
      expect(candidates(text).length).toBeLessThanOrEqual(9)
    }),
  )
})

it('an asset of the page is no token', async () => {
  expect((await anApp().app.request('/j/assets/gone.js')).status).toBe(404)
})
