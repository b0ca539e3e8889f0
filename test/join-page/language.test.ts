import { describe, expect, it, vi } from 'vitest'
import type { Locale } from '../../client-shared/locale.ts'
import { createLanguage } from '../../join-page/src/texts/language.ts'
import { loadTexts } from '../../join-page/src/texts/load.ts'
import type { Texts } from '../../join-page/src/texts/texts.ts'
import en from '../../join-page/texts/en.json'

function aLanguage(load = loadTexts) {
  const written: Locale[] = []
  const language = createLanguage({
    server: 'de',
    browser: ['fr'],
    load,
    kept: { read: () => undefined, write: (locale) => written.push(locale) },
  })
  return { language, written }
}

describe('the language of the page', () => {
  it('follows the customer’s earlier choice, then the conversation, then the browser', async () => {
    const chosen = async (kept: string | undefined, server: string | undefined) => {
      const wishes = { server, browser: ['fr-CA', 'en'], kept: { read: () => kept, write: () => {} } }
      const language = createLanguage({ ...wishes, load: loadTexts })
      await language.ready
      return language.locale.value
    }
    expect([await chosen('ja', 'de'), await chosen(undefined, 'de'), await chosen(undefined, undefined)]).toEqual([
      'ja',
      'de',
      'fr',
    ])
  })

  it('is English until the texts have loaded', async () => {
    const { language } = aLanguage()
    expect(language.texts.value).toBe(en)
    await language.ready
    expect([language.locale.value, language.texts.value.leave]).toEqual(['de', 'Verlassen'])
  })

  it('changes when another one is chosen, and is remembered', async () => {
    const { language, written } = aLanguage()
    await language.ready
    await language.choose('es')
    expect([language.locale.value, language.texts.value.leave, written]).toEqual(['es', 'Salir', ['es']])
  })

  it('stays English when the texts cannot be loaded', async () => {
    const { language } = aLanguage(() => Promise.reject(new Error('offline')))
    await language.ready
    expect([language.locale.value, language.texts.value]).toEqual(['en', en])
  })

  it('is ready for the first screen after 1.5 s, and changes when the texts load later', async () => {
    vi.useFakeTimers()
    const words = Promise.withResolvers<Texts>()
    const { language } = aLanguage(() => words.promise)
    let isReady = false
    void language.ready.then(() => {
      isReady = true
    })
    await vi.advanceTimersByTimeAsync(1_499)
    expect(isReady).toBe(false)
    await vi.advanceTimersByTimeAsync(1)
    expect(isReady).toBe(true)
    expect(language.locale.value).toBe('en')
    words.resolve(await loadTexts('de'))
    await vi.advanceTimersByTimeAsync(0)
    expect(language.locale.value).toBe('de')
    vi.useRealTimers()
  })

  it('is the last one chosen, also when an earlier one’s texts load later', async () => {
    const gate = Promise.withResolvers<void>()
    const { language } = aLanguage(async (locale) => {
      if (locale === 'fr') await gate.promise
      return loadTexts(locale)
    })
    const slow = language.choose('fr')
    await language.choose('ja')
    gate.resolve()
    await slow
    expect(language.locale.value).toBe('ja')
  })
})
