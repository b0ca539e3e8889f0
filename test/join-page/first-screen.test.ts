import { beforeAll, describe, expect, it } from 'vitest'
import { everyLocale } from '../../client-shared/locale.ts'
import { loadTexts } from '../../join-page/src/texts/load.ts'
import { builtPage } from '../../tools/page-build.ts'
import { drawnPage, type JoinPage, readPage } from '../../webhooks/join/page.ts'
import type { PageState, Start } from '../../webhooks/join/page-state.ts'
import { startIn } from '../support/a-start.ts'
import { aPageState } from './a-page-state.ts'
import { agents } from './user-agents.ts'

let page: JoinPage
beforeAll(async () => {
  await builtPage()
  page = await readPage()
}, 120_000)

const chrome =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36'
const opener = { userAgent: chrome, languages: ['en'] }
const aStart = (changes: Partial<PageState> = {}, more: Partial<Start> = {}): Start => ({
  state: aPageState(changes),
  home: '/j/',
  brand: { name: 'Acme' },
  ...more,
})
const drawn = (start: Start, who: Partial<typeof opener> = {}) => drawnPage(page, start, { ...opener, ...who })

describe('the first screen is in the page that the server sends', () => {
  it.each(everyLocale)('in %s, with its texts preloaded', async (locale) => {
    const texts = await loadTexts(locale)
    const html = await drawn(aStart({ agentName: 'Ada' }, { locale }))
    expect(html).toContain(`<html lang="${locale}" dir="ltr">`)
    expect(html).toContain('data-screen="welcome"')
    expect(html).toContain(texts.continue)
    expect(html).toContain('<bdi>Ada</bdi>')
    expect(html.includes('rel="modulepreload"')).toBe(locale !== 'en')
  })

  it.each([
    ['expired', 'deadExpiredTitle'],
    ['revoked', 'deadRevokedTitle'],
    ['ended', 'deadEndedTitle'],
    ['removed', 'deadRemovedTitle'],
  ] as const)('of a link that is %s: its dead end', async (link, title) => {
    const { [title]: words } = await loadTexts('fr')
    const html = await drawn(aStart({ link }), { languages: ['fr-CA', 'en'] })
    expect(html).toContain('data-screen="dead"')
    expect(html.replaceAll('&#39;', '’')).toContain(words)
  })

  it('of an unknown link: that it is unknown', async () => {
    const html = await drawn({ state: { link: 'unknown' }, home: '/j/', brand: { name: 'Acme' } })
    expect(html).toContain((await loadTexts('en')).deadUnknownTitle)
  })

  it('and keeps names as text, and its start as the only script besides the page’s own', async () => {
    const name = '</div><script>alert(1)</script>$&'
    const start = aStart({ agentName: name }, { brand: { name } })
    const html = await drawn(start)
    expect(startIn(html)).toMatchObject({ state: { agentName: name }, brand: { name } })
    expect(html.match(/<script/g)).toHaveLength(3)
    expect(html).not.toContain('<script>')
  })

  it('without a brand says “video call” once, in each language', async () => {
    for (const locale of everyLocale) {
      const { title, welcomeTitleOwn } = await loadTexts(locale)
      const html = await drawn(aStart({}, { brand: {}, locale }))
      expect(html).toContain(`<title>${title}</title>`)
      expect(html.match(/<h1[^>]*>(.*?)<\/h1>/)?.[1]).toBe(welcomeTitleOwn)
      expect(html.includes('This video call needs JavaScript')).toBe(locale === 'en')
    }
  })

  it('with the brand’s colour as a style sheet', async () => {
    expect(await drawn(aStart({}, { brand: { name: 'Acme', color: '#0a5fd8' } }))).toContain(
      '<link rel="stylesheet" href="/j/brand.css?%230a5fd8">',
    )
    expect(page.brandStyle('#0a5fd8')).toMatch(/^:root\{--brand-light:#0a5fd8;/)
    expect([page.brandStyle(undefined), page.brandStyle('red;}')]).toEqual(['', ''])
  })
})

describe('nothing is drawn', () => {
  const empty = '<div id="page"></div>'

  it.each(['agent', 'supervisor'] as const)('for an %s, whose page may return to the call at once', async (role) => {
    expect(await drawn(aStart({ role }))).toContain(empty)
  })

  it('after a reload, when the page requests its state', async () => {
    expect(await drawn({ home: '/j/', brand: { name: 'Acme' } })).toContain(empty)
  })

  const others = agents.flatMap(([name, userAgent, is]) => (is === 'good' ? [] : [[name, userAgent] as const]))
  it.each(others)('for %s', async (_, userAgent) => {
    expect(await drawn(aStart(), { userAgent })).toContain(empty)
  })
})
