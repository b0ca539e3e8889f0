import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { expect } from 'vitest'
import { person } from '../../tools/person.ts'
import { axeFindings, axePath, contrastFindings, overflow, smallTargets } from '../join-page/gallery/measure.ts'
import { aCallCentre, type CallCentre } from '../support/a-call-centre.ts'
import { theBrowser } from '../support/the-browser.ts'

export type Floor = { readonly centre: CallCentre; readonly browser: Browser; readonly supervisor: Supervisor }
type Supervisor = { readonly sid: string; readonly token: string }

// SCREENSHOTS=<folder> writes screenshots into that folder.
const pictures = process.env['SCREENSHOTS']
const desktop = { width: 1280, height: 800 }
const phone = { width: 360, height: 740 }

/** A contact centre with a supervisor. */
export async function aFloor(
  env: Readonly<Record<string, string>> = {},
): Promise<Floor & { readonly close: () => Promise<void> }> {
  if (pictures) await mkdir(pictures, { recursive: true })
  const centre = await aCallCentre({ env })
  const browser = await theBrowser()
  const supervisor = await centre.hire(['supervisor'])
  const close = async () => {
    await Promise.all(browser.contexts().map((each) => each.close()))
    await centre.stop()
  }
  return { centre, browser, supervisor, close }
}

/** A supervisor at the page, as Flex or a sign-in would open it. */
export async function atThePage({ centre, browser, supervisor }: Floor, hash = '') {
  const visitor = await person(browser, { viewport: desktop, permissions: [], colorScheme: 'light', locale: 'en-GB' })
  await visitor.context.addInitScript({ path: axePath })
  const { page } = visitor
  page.setDefaultTimeout(30_000)
  await page.goto(`${centre.serverUrl}/supervisor#token=${supervisor.token}`)
  await page.locator('main[data-page="board"]').waitFor()
  if (hash) await page.evaluate((to) => void location.assign(to), hash)
  return visitor
}

export const rowOf = (page: Page, id: string) => page.locator(`tr[data-row="${id}"]`)

export const picture = async (page: Page, name: string) =>
  pictures && page.screenshot({ path: join(pictures, `supervisor-${name}.png`), fullPage: true })

/** The page is accessible: in light and dark, on a desktop and on a narrow phone. */
export async function isForEverybody(page: Page, name: string): Promise<void> {
  await picture(page, name)
  expect(await axeFindings(page), `${name}: axe, light`).toEqual([])
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await contrastFindings(page), `${name}: axe, dark`).toEqual([])
  await picture(page, `${name}-dark`)
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize(phone)
  expect(await axeFindings(page), `${name}: axe, phone`).toEqual([])
  expect(await smallTargets(page), `${name}: small targets`).toEqual([])
  await picture(page, `${name}-phone`)
  await page.setViewportSize({ width: 320, height: 640 })
  expect(await overflow(page), `${name}: sideways at 320 px`).toBe(0)
  await page.setViewportSize(desktop)
}
