import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { everyLocale } from '../../client-shared/locale.ts'
import { atTheGallery, desktop, narrow } from './gallery/at-the-gallery.ts'
import { inspect } from './gallery/inspection.ts'
import { axeFindings, contrastFindings, overflow, sidewaysScroll, smallTargets } from './gallery/measure.ts'
import { states } from './gallery/states.ts'

let gallery: Awaited<ReturnType<typeof atTheGallery>>
let page: Page

beforeAll(async () => {
  gallery = await atTheGallery()
  page = gallery.page
}, 90_000)

afterAll(() => gallery?.close())

describe('every state passes axe in light at 360 px and contrast in dark, has finger-sized targets, no sideways scroll at 320 px, no browser error', () => {
  it.for(Object.keys(states))('%s', async (state) => {
    const complaintsSince = await gallery.show(state)
    const inspection = inspect(page, state)
    await gallery.picture(`${state}-phone`)
    await inspection.add('light, 360 px', [...(await axeFindings(page)), ...(await smallTargets(page))])
    await page.emulateMedia({ colorScheme: 'dark' })
    await gallery.picture(`${state}-phone-dark`)
    await inspection.add('dark, 360 px', await contrastFindings(page))
    await page.setViewportSize(narrow)
    await inspection.add('dark, 320 px', await sidewaysScroll(page))
    await page.evaluate(() => document.documentElement.setAttribute('dir', 'rtl'))
    await inspection.add('dark, 320 px, right to left', await sidewaysScroll(page))
    if (gallery.isPictured) {
      await gallery.show(state)
      await page.setViewportSize(desktop)
      await gallery.picture(`${state}-desktop`)
    }
    expect([...inspection.lines, ...complaintsSince()]).toEqual([])
  })
})

describe('the frame of the page', () => {
  it('moves the focus to the heading of a new screen, and Tab and Shift+Tab go on from there', async () => {
    await gallery.show('welcome')
    expect(await focused()).toBe('H1')
    await page.keyboard.press('Tab')
    expect(await focused()).toBe('continue')
    await page.keyboard.press('Shift+Tab')
    expect(await focused()).toBe('language')
  })

  it('changes heading and title to German without a reload', async () => {
    await gallery.show('welcome')
    await page.evaluate(() => Object.assign(window, { stayed: true }))
    await page.selectOption('[data-action="language"]', 'de')
    await page.waitForSelector('html[lang="de"]')
    expect(await page.textContent('h1')).toBe('Ana lädt Sie zu einem Videoanruf ein')
    expect(await page.title()).toContain('Videoanruf')
    expect(await page.evaluate(() => 'stayed' in window)).toBe(true)
  })

  it('announces a failed request to screen readers in the alert region', async () => {
    await gallery.show('dead-expired-offline')
    expect(await page.textContent('[role="alert"]')).toContain('That did not get through.')
  })

  it.for(['welcome', 'waiting', 'room'])(
    'a name of 10,000 characters on %s adds no element, does not scroll sideways at 320 px and leaves half of the height',
    async (state) => {
      const name = '<img src=x onerror=alert(1)>\u202e\u2067👩‍🚀e\u0301'.repeat(250)
      const complaintsSince = await gallery.show(state, `&name=${encodeURIComponent(name.slice(0, 10_000))}`)
      await page.setViewportSize(narrow)
      expect(await page.locator('#page img').count()).toBe(0)
      expect(await overflow(page)).toBe(0)
      expect((await page.locator('h1').boundingBox())?.height ?? 0).toBeLessThan(narrow.height / 2)
      expect(complaintsSince()).toEqual([])
    },
  )

  it.for(['#ffee00', '#000000', '#ffffff'])(
    'has no contrast violation in a brand of %s, in light and in dark',
    async (color) => {
      await gallery.show('welcome', `&color=${encodeURIComponent(color)}&brand=${'Brand '.repeat(20)}&logo=1`)
      const inspection = inspect(page, `welcome in ${color}`)
      await inspection.add('light, 360 px', await contrastFindings(page))
      await page.emulateMedia({ colorScheme: 'dark' })
      await inspection.add('dark, 360 px', await contrastFindings(page))
      expect(inspection.lines).toEqual([])
    },
  )

  it.for(everyLocale)('does not scroll sideways at 320 px in %s', async (locale) => {
    const lines: string[] = []
    for (const state of ['welcome-recording', 'gate-in-app', 'rating-bad', 'choose-blocked']) {
      await gallery.show(state, `&locale=${locale}`)
      await page.setViewportSize(narrow)
      const inspection = inspect(page, `${state} in ${locale}`)
      await inspection.add('light, 320 px', await sidewaysScroll(page))
      lines.push(...inspection.lines)
    }
    expect(lines).toEqual([])
  })
})

describe('the rating', () => {
  it('can be given by keyboard only', async () => {
    await gallery.show('left')
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

  it('takes at most 1,000 characters, and says how many are left', async () => {
    await gallery.show('rating-good')
    await page.fill('textarea', 'x'.repeat(900))
    expect(await page.textContent('.rating .field-hint')).toBe('Characters left: 100')
    await page.focus('textarea')
    await page.keyboard.insertText('y'.repeat(300))
    expect((await page.inputValue('textarea')).length).toBe(1_000)
  })

  it('keeps the four stars and the button when the request fails', async () => {
    await gallery.show('rating-failed')
    expect(await page.locator('.star-full').count()).toBe(4)
    expect(await page.isVisible('[data-action="rate"]')).toBe(true)
  })
})

// The last group: an installed clock stays in the browser context.
describe('a slow screen', () => {
  it.for([
    ['loading', 'retry', 'This is taking longer than usual.'],
    ['joining', 'leave', 'Still trying.'],
  ] as const)('%s offers %s and says "%s" after 8 s, to screen readers within 11 s', async ([state, action, words]) => {
    await page.clock.install()
    await gallery.show(state)
    await page.clock.fastForward(8_000)
    await page.getByText(words).first().waitFor()
    expect(await page.isVisible(`[data-action="${action}"]`)).toBe(true)
    await page.clock.fastForward(3_000)
    await page.waitForFunction((said) => document.querySelector('[role="status"]')?.textContent?.includes(said), words)
  })
})

/** The focused element: the action of a button, else the tag. */
const focused = () =>
  page.evaluate(() => document.activeElement?.getAttribute('data-action') ?? document.activeElement?.tagName)
