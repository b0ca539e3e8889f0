import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { onTestFailed } from 'vitest'
import { openBrowser } from '../../../tools/browser.ts'
import { person } from '../../../tools/person.ts'
import { screenshots } from './inspection.ts'
import { axePath } from './measure.ts'
import { openGallery } from './open-gallery.ts'

export const phone = { width: 360, height: 740 }
export const narrow = { width: 320, height: 640 }
export const desktop = { width: 1280, height: 800 }

// SCREENSHOTS=1 writes a screenshot of every state into the folder of failures; SCREENSHOTS=<folder> into that folder.
const wanted = process.env['SCREENSHOTS']
const folder = wanted === '1' ? screenshots : wanted

/** Opens the gallery in a browser, with one page for all states. */
export async function atTheGallery() {
  if (folder) await mkdir(folder, { recursive: true })
  const gallery = await openGallery()
  const browser = await openBrowser()
  const looks = { viewport: phone, reducedMotion: 'reduce', colorScheme: 'light' } as const
  const { page, context, complaints } = await person(browser, looks)
  await context.addInitScript({ path: axePath })
  // A state that does not come up fails early, with its name.
  page.setDefaultTimeout(30_000)
  let isLoaded = false
  return {
    page,
    /** Shows a state on a phone in light. Returns a function that lists the browser's complaints since then. */
    async show(state: string, query = ''): Promise<() => readonly string[]> {
      // A failed state may leave a broken page behind. The next state loads a new one.
      onTestFailed(() => {
        isLoaded = false
      })
      const before = complaints.length
      await page.setViewportSize(phone)
      await page.emulateMedia({ colorScheme: 'light' })
      if (!isLoaded) {
        await page.goto(gallery.url)
        await page.waitForSelector('html[data-ready]')
        isLoaded = true
      }
      await page.evaluate((search) => window.show(search), `?state=${state}${query}`)
      return () => complaints.slice(before)
    },
    /** Writes a screenshot if SCREENSHOTS asks for it. */
    async picture(name: string): Promise<void> {
      if (folder) await page.screenshot({ path: join(folder, `${name}.png`) })
    },
    /** True if SCREENSHOTS asks for screenshots. */
    isPictured: folder !== undefined,
    async close() {
      await browser.close()
      await gallery.close()
    },
  }
}
