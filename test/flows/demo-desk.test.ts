import type { BrowserContext, Frame, Page } from 'playwright-core'
import { expect, it, onTestFinished } from 'vitest'
import { openHouse } from '../../tools/demo/house.ts'
import { onPage } from '../../tools/on-page.ts'
import { until } from '../../tools/until.ts'
import { aBrowser } from '../support/a-browser.ts'

const browser = aBrowser()

async function aHouse() {
  const house = await openHouse({ redisUrl: process.env['REDIS_URL'], env: { LOG_LEVEL: 'warn' } })
  onTestFinished(house.stop)
  return house
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

/** The customer's tab, opened by a click on the invite. */
async function invitedTab(desk: Page, context: BrowserContext): Promise<Page> {
  const [tab] = await Promise.all([
    context.waitForEvent('page'),
    desk.locator('#customer-thread').getByRole('link', { name: 'Open the link' }).click(),
  ])
  return tab
}

/** The agent's page in its frame, as in Flex. */
async function framedPage(desk: Page): Promise<Frame> {
  await press(desk, 'Open the video')
  return until('the frame', async () => {
    const frame = await (await desk.locator('#panel iframe').elementHandle())?.contentFrame()
    return frame?.url().includes('/j/') && frame
  })
}

it('one user is customer and agent on the simulator’s page: both see each other, and wrap-up ends the video for both', async () => {
  const { deskUrl } = await aHouse()
  const { page: desk, context } = await browser.person({ viewport: { width: 1440, height: 900 } })
  await desk.goto(deskUrl)
  await press(desk, 'Start a chat')
  await press(desk, 'Accept')
  await press(desk, '/video')

  const customer = onPage(await invitedTab(desk, context))
  await customer.joins()
  await customer.sees('waiting')

  await desk.bringToFront()
  const agent = onPage(await framedPage(desk))
  await agent.joins()
  await agent.sees('room')
  await customer.sees('room')
  await Promise.all([customer.seesOther(), agent.seesOther()])

  await desk.locator('#video-word', { hasText: 'live' }).waitFor()
  await agent.seesOther()
  await press(desk, 'Wrap up')
  await Promise.all([customer.sees('dead'), agent.sees('dead')])
  await press(desk, 'Complete')
  await desk.locator('#panel iframe').waitFor({ state: 'detached' })
  expect(await desk.getByRole('button', { name: 'Open the video' }).isVisible()).toBe(false)
}, 90_000)
