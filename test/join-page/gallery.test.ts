import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { everyLocale } from '../../join-page/src/texts/locales.ts'
import { openBrowser } from '../../tools/browser.ts'
import { person } from '../../tools/person.ts'
import { axeFindings, axePath, overflow, smallTargets } from './gallery/measure.ts'
import { openGallery } from './gallery/open-gallery.ts'
import { states } from './gallery/states.ts'

// SCREENSHOTS=1 writes a picture of every state into screenshots/ beside this file; SCREENSHOTS=<folder> into that one.
const wanted = process.env['SCREENSHOTS']
const pictures = wanted === '1' ? join(import.meta.dirname, 'screenshots') : wanted
const phone = { width: 360, height: 740 }
const desktop = { width: 1280, height: 800 }
const narrow = { width: 320, height: 640 }

let gallery: Awaited<ReturnType<typeof openGallery>>
let browser: Browser
let page: Page
let complaints: readonly string[]

beforeAll(async () => {
  // A state that does not come up is told at once, and by its name.
  const patience = 30_000
  if (pictures) await mkdir(pictures, { recursive: true })
  gallery = await openGallery()
  browser = await openBrowser()
  const visitor = await person(browser, { viewport: phone, reducedMotion: 'reduce', colorScheme: 'light' })
  await visitor.context.addInitScript({ path: axePath })
  ;({ page, complaints } = visitor)
  page.setDefaultTimeout(patience)
}, 90_000)

afterAll(async () => {
  await browser?.close()
  await gallery?.close()
})

/** Shows a state and answers what the browser complained about meanwhile, as soon as it is asked. */
async function show(state: string, query = '') {
  const before = complaints.length
  await page.setViewportSize(phone)
  await page.emulateMedia({ colorScheme: 'light' })
  await page.goto(`${gallery.url}?state=${state}${query}`)
  await page.waitForSelector(`html[data-ready="${state}"]`)
  return () => complaints.slice(before)
}

const picture = async (name: string) => pictures && page.screenshot({ path: join(pictures, `${name}.png`) })

describe('every state of the page', () => {
  it.for(Object.keys(states))('%s can be used by everybody', async (state) => {
    const complaintsSince = await show(state)
    await picture(`${state}-phone`)
    expect(await axeFindings(page), 'axe, light').toEqual([])
    expect(await smallTargets(page), 'small targets').toEqual([])
    await page.emulateMedia({ colorScheme: 'dark' })
    await picture(`${state}-phone-dark`)
    expect(await axeFindings(page, ['color-contrast']), 'axe, dark').toEqual([])
    await page.setViewportSize(narrow)
    expect(await overflow(page), 'sideways at 320 px').toBe(0)
    await page.evaluate(() => document.documentElement.setAttribute('dir', 'rtl'))
    expect(await overflow(page), 'sideways from right to left').toBe(0)
    if (pictures) {
      await show(state)
      await page.setViewportSize(desktop)
      await picture(`${state}-desktop`)
    }
    expect(complaintsSince()).toEqual([])
  })
})

describe('the frame of the page', () => {
  it('moves the focus to the heading of a new screen, and goes on from there', async () => {
    await show('welcome')
    expect(await focused()).toBe('H1')
    await page.keyboard.press('Tab')
    expect(await focused()).toBe('continue')
    await page.keyboard.press('Shift+Tab')
    expect(await focused()).toBe('language')
  })

  it('changes its language without a reload', async () => {
    await show('welcome')
    await page.evaluate(() => Object.assign(window, { stayed: true }))
    await page.selectOption('[data-action="language"]', 'de')
    await page.waitForSelector('html[lang="de"]')
    expect(await page.textContent('h1')).toBe('Ana lädt Sie zu einem Videoanruf ein')
    expect(await page.title()).toContain('Videoanruf')
    expect(await page.evaluate(() => 'stayed' in window)).toBe(true)
  })

  it('says what has changed to those who listen', async () => {
    await show('dead-expired-offline')
    expect(await page.textContent('[role="alert"]')).toContain('That did not get through.')
  })

  it.for(['welcome', 'waiting', 'room'])('is not harmed by a name of 10,000 characters on %s', async (state) => {
    const name = '<img src=x onerror=alert(1)>\u202e\u2067👩‍🚀e\u0301'.repeat(250)
    const complaintsSince = await show(state, `#name=${encodeURIComponent(name.slice(0, 10_000))}`)
    await page.setViewportSize(narrow)
    expect(await page.locator('#page img').count()).toBe(0)
    expect(await overflow(page)).toBe(0)
    expect((await page.locator('h1').boundingBox())?.height ?? 0).toBeLessThan(narrow.height / 2)
    expect(complaintsSince()).toEqual([])
  })

  it.for(['#ffee00', '#000000', '#ffffff'])('can be read in a brand of %s', async (color) => {
    await show('welcome', `&color=${encodeURIComponent(color)}&brand=${'Brand '.repeat(20)}&logo=1`)
    expect(await axeFindings(page, ['color-contrast'])).toEqual([])
    await page.emulateMedia({ colorScheme: 'dark' })
    expect(await axeFindings(page, ['color-contrast'])).toEqual([])
  })

  it.for(everyLocale)('fits on a narrow phone in %s', async (locale) => {
    for (const state of ['welcome-recording', 'gate-in-app', 'rating-bad', 'choose-blocked']) {
      await show(state, `&locale=${locale}`)
      await page.setViewportSize(narrow)
      expect(await overflow(page), state).toBe(0)
    }
  })
})

describe('the rating', () => {
  it('is given by keyboard alone', async () => {
    await show('left')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    await page.keyboard.press('ArrowRight')
    expect(await page.textContent('.stars-word')).toBe('2 stars: bad')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    expect(await page.locator('.issue :checked').count()).toBe(1)
    await page.focus('textarea')
    await page.keyboard.type('Hm')
    await page.keyboard.press('Tab')
    expect(await focused()).toBe('rate')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.notice-good')
  })

  it('takes no more words than the server does, and says how many are left', async () => {
    await show('rating-good')
    await page.fill('textarea', 'x'.repeat(900))
    expect(await page.textContent('.rating .field-hint')).toBe('Characters left: 100')
    await page.focus('textarea')
    await page.keyboard.insertText('y'.repeat(300))
    expect((await page.inputValue('textarea')).length).toBe(1_000)
  })

  it('keeps what was given when it does not get through', async () => {
    await show('rating-failed')
    expect(await page.locator('.star-full').count()).toBe(4)
    expect(await page.isVisible('[data-action="rate"]')).toBe(true)
  })
})

describe('what takes long', () => {
  it.for([
    ['loading', 'retry', 'This takes longer than usual.'],
    ['joining', 'leave', 'Still trying.'],
  ] as const)('%s says so, and has a way on', async ([state, action, words]) => {
    await page.clock.install()
    await show(state)
    await page.clock.fastForward(8_000)
    await page.getByText(words).first().waitFor()
    expect(await page.isVisible(`[data-action="${action}"]`)).toBe(true)
    await page.clock.fastForward(3_000)
    await page.waitForFunction((said) => document.querySelector('[role="status"]')?.textContent?.includes(said), words)
  })
})

/** What has the focus: the action of a button, or the name of the element. */
const focused = () =>
  page.evaluate(() => document.activeElement?.getAttribute('data-action') ?? document.activeElement?.tagName)
