import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { seesMovingPicture } from '../../../tools/moving-picture.ts'
import { until } from '../../../tools/until.ts'
import { aScene } from '../a-scene.ts'

const scene = aScene()
const patience = { timeout: 30_000 }

const banner = (page: Page) => page.locator('[data-banner="supervisor"]')
const namesOn = (page: Page) => page.locator('[data-remote] .caption-name').allTextContents()
/** Both other participants, moving: a picture for each, and none without a participant. */
async function seesTwo(page: Page): Promise<void> {
  await until('two others are shown', async () => (await page.locator('[data-remote] video').count()) === 2)
  for (const n of [1, 2]) await seesMovingPicture(page, `:nth-match([data-remote] video, ${n})`)
}
const spoken = (page: Page) => page.locator('[aria-live]').allTextContents()

describe('a supervisor in the call', () => {
  it('is announced to customer and agent, sees them, has no button that ends, removes, records or shares, and may come back', async () => {
    const sue = await scene.centre().hire(['supervisor'])
    const { chat, id, agent, customer } = await scene.together({ device: 'phone' })
    expect(await banner(customer.page).count()).toBe(0)

    const answer = await chat.call(`/supervisor/escalations/${id}/join`, {}, sue.token)
    const { url } = (await answer.json()) as { url: string } // our own answer
    const supervisor = await scene.comes()
    const announced = Promise.all(
      [customer.page, agent.page].map((page) =>
        until('it is said aloud', async () => (await spoken(page)).some((text) => /supervisor is in/i.test(text))),
      ),
    )
    await supervisor.walksIn(url)
    await supervisor.sees('room')
    await announced
    await Promise.all([banner(customer.page).waitFor(patience), banner(agent.page).waitFor(patience)])
    await Promise.all([seesTwo(customer.page), seesTwo(agent.page), seesTwo(supervisor.page)])
    expect(await namesOn(customer.page)).toContain('Supervisor')
    expect(await namesOn(supervisor.page)).toHaveLength(2)
    expect(await banner(supervisor.page).count()).toBe(0)
    await chat.saying('live')

    await supervisor.press('more')
    for (const theirs of ['end', 'remove', 'record', 'resend', 'mute-customer', 'pop-out', 'share'])
      expect(await supervisor.button(theirs).count(), theirs).toBe(0)
    await supervisor.page.keyboard.press('Escape')
    await supervisor.press('mute')
    await until('the customer sees that', async () => (await customer.page.locator('.caption-muted').count()) === 1)

    await supervisor.press('leave')
    await supervisor.press('leave-confirm')
    await supervisor.sees('left')
    await Promise.all([customer, agent].map(({ page }) => banner(page).waitFor({ ...patience, state: 'detached' })))
    await Promise.all([customer.seesOther(), agent.seesOther()])
    await chat.saying('live')

    await supervisor.press('rejoin')
    await supervisor.sees('room')
    await banner(customer.page).waitFor(patience)
    await agent.press('end')
    await agent.press('end-confirm')
    await Promise.all([customer.sees('dead'), agent.sees('dead'), supervisor.sees('dead')])
    await chat.closed()
    expect(supervisor.complaints).toEqual([])
  }, 180_000)
})
