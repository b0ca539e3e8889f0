import { runInThisContext } from 'node:vm'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Locale } from '../../client-shared/locale.ts'
import { lateBeside, textsBeside } from '../../flex-plugin/src/texts/load-texts.ts'
import { localeScript } from '../../flex-plugin/src/texts/locale-file.ts'
import { locales } from '../../flex-plugin/src/texts/locales.ts'
import { registerWords } from '../../flex-plugin/src/texts/words.ts'
import { texts as en } from '../../flex-plugin/texts/en.json'

const german = async () => locales.de.texts
const none = async () => undefined

describe('among Flex’s strings', () => {
  it('a call centre’s own words stay, whether they come before, between or after ours', async () => {
    const strings: Record<string, unknown> = { EscalateStart: 'Go live!', TaskHeader: 'x' }
    const { say } = registerWords({ strings, localization: { localeTag: 'de-AT' } }, ['en'], german, none)
    expect([say('start'), say('end')]).toEqual(['Go live!', en.end])
    strings['EscalateJoin'] = 'Hinein'
    await expect.poll(() => say('end')).toBe('Video beenden')
    expect([say('start'), say('join')]).toEqual(['Go live!', 'Hinein'])
    strings['EscalateEnd'] = 'Ende'
    expect(say('end')).toBe('Ende')
    delete strings['EscalateEnd']
    expect(say('end')).toBe('Video beenden')
    expect(strings['TaskHeader']).toBe('x')
  })

  it('values are inserted as they are, and a place without a value stays', () => {
    const { say } = registerWords({ strings: {} }, ['en'], german, none)
    expect(say('busyWith', { name: '{name} $& {x}' })).toContain('with {name} $& {x}.')
    expect(say('busyWith')).toContain('{name}')
  })

  it('English stays where the language cannot be loaded; where it loads, watchers get one change', async () => {
    const english = registerWords({ strings: {} }, ['de'], none, none)
    const some = registerWords({ strings: {} }, ['de'], german, none)
    let changes = 0
    some.texts.watch(() => (changes += 1))
    await expect.poll(() => some.say('end')).toBe('Video beenden')
    expect([english.say('end'), changes]).toEqual([en.end, 1])
  })
})

beforeEach(() => {
  vi.stubGlobal('__FPB_PLUGIN_UNIQUE_NAME', 'plugin-escalate')
  vi.stubGlobal('__FPB_PLUGIN_VERSION', '1.2.3')
  vi.stubGlobal('escalateWords', undefined)
})
afterEach(() => void vi.unstubAllGlobals())

/** A page on which a script loads at once, or not at all. */
const aPage = (script: string | undefined) => {
  const asked: string[] = []
  const page = {
    createElement: () => ({ src: '' }),
    head: {
      append(element: { src: string; onload(): void; onerror(): void }) {
        asked.push(element.src)
        if (script === undefined) return element.onerror()
        runInThisContext(script)
        element.onload()
      },
    },
  }
  // The used part of a document.
  return { asked, page: page as unknown as Document }
}

describe('the late texts', () => {
  it('are in the reader’s language, else in the agent’s; a call centre’s own texts come first', async () => {
    const strings: Record<string, unknown> = {}
    const late = async (locale: Locale) => locales[locale].late
    const { sayLate } = registerWords({ strings, localization: { localeTag: 'de' } }, ['en'], german, late)
    expect(await sayLate('coachLeft', { language: 'ja-JP' })).toBe(locales.ja.late.coachLeft)
    expect(await sayLate('coachLeft', { language: 'nl' })).toBe(locales.de.late.coachLeft)
    expect(await sayLate('refusedTargetUnavailable', { values: { name: 'Ben' } })).toBe('Ben ist nicht verfügbar.')
    expect(await sayLate('refusedByNobody')).toBeUndefined()
    strings['EscalateCoachLeft'] = 'Kommen Sie wieder!'
    expect(await sayLate('coachLeft', { language: 'ja-JP' })).toBe('Kommen Sie wieder!')
  })

  it('are loaded once for all callers', async () => {
    const { asked, page } = aPage(localeScript('ja.late', locales.ja.late))
    const load = lateBeside('https://cdn.example.com/plugin-escalate.js', page)
    const [one, other] = await Promise.all([load('ja'), load('ja')])
    expect([one, other]).toEqual([locales.ja.late, locales.ja.late])
    expect(asked).toEqual(['https://cdn.example.com/plugin-escalate.ja.late.js?1.2.3'])
  })
})

describe('a language', () => {
  it('is fetched from beside the script, with the script’s version', async () => {
    const { asked, page } = aPage(localeScript('pt-BR', locales['pt-BR'].texts))
    const load = textsBeside('https://cdn.example.com/v7/plugin-escalate.js?x=1', page)
    expect(await load('pt-BR')).toEqual(locales['pt-BR'].texts)
    expect(asked).toEqual(['https://cdn.example.com/v7/plugin-escalate.pt-BR.js?1.2.3'])
  })

  it('is not fetched where it came along, and English never is', async () => {
    const { asked, page } = aPage(undefined)
    runInThisContext(localeScript('ja', locales.ja.texts))
    const load = textsBeside('https://cdn.example.com/plugin-escalate.all.js', page)
    expect([await load('ja'), await load('en')]).toEqual([locales.ja.texts, en])
    expect(asked).toEqual([])
  })

  it('that cannot be loaded is undefined, and one of another version is completed with English', async () => {
    expect(await textsBeside('https://x.example.com/a.js', aPage(undefined).page)('de')).toBeUndefined()
    expect(await textsBeside(undefined)('de')).toBeUndefined()
    const { page } = aPage(`globalThis.escalateWords={de:{end:'Aus',start:7,other:'x'}}`)
    expect(await textsBeside('https://x.example.com/a.js', page)('de')).toEqual({ ...en, end: 'Aus' })
  })
})
