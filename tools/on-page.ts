import type { Frame, Page } from 'playwright-core'
import { seesMovingPicture } from './moving-picture.ts'

/** Drives the join page as a user does: presses visible controls and reads the screen. */
export type OnPage = ReturnType<typeof onPage<Page>>

const withinMs = 30_000

/** `page` is the page's own window, or the frame in which Flex shows it. */
export function onPage<Where extends Page | Frame>(page: Where) {
  const button = (action: string) => page.locator(`[data-action="${action}"]`)
  const joins = async () => {
    await button('continue').click({ timeout: withinMs })
    await page.locator('video[data-preview]').waitFor({ timeout: withinMs })
    await button('join').click({ timeout: withinMs })
  }
  return {
    page,
    button,
    press: (action: string) => button(action).first().click({ timeout: withinMs }),
    /** Waits until this screen is shown. @throws Error naming the one that is shown instead */
    async sees(screen: string, within = withinMs): Promise<void> {
      await page
        .locator(`main[data-screen="${screen}"]`)
        .waitFor({ timeout: within })
        .catch(async (cause: unknown) => {
          const shown = await page.locator('main').evaluateAll((all) => all.map((each) => each.textContent))
          const which = await page
            .locator('main')
            .evaluateAll((all) => all.map((each) => each.getAttribute('data-screen')))
          throw new Error(`Not on "${screen}" but on "${which}": ${String(shown).slice(0, 300)}`, { cause })
        })
    },
    /** Opens the link and goes on to the press of Join. */
    async walksIn(link: string): Promise<void> {
      await page.goto(link)
      await joins()
    },
    /** Goes from the first screen of an open page to the press of Join. */
    joins,
    /** Waits for the other participant's moving picture. */
    seesOther: () => seesMovingPicture(page, '[data-remote] video'),
    seesSelf: () => seesMovingPicture(page, '[data-self] video'),
  }
}
