import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { aScene } from '../a-scene.ts'
import { devicesOn, watchDevices } from '../own-devices.ts'

const scene = aScene({ env: { JOIN_PAGE: '{"devices":"microphone"}' } })
const patience = { timeout: 30_000 }
const says = (page: Page, words: string) => page.locator('.notice', { hasText: words }).first().waitFor(patience)

type Plugs = { readonly usual?: string; readonly pulled?: string }

/** Before the page is opened: the browser lists its devices as `plug` says. */
function plugsByHand() {
  const { mediaDevices } = navigator
  const list = mediaDevices.enumerateDevices.bind(mediaDevices)
  const plugged = { usual: 'Fake Audio Input 1', pulled: '' }
  const plug = (changes: Plugs) => {
    Object.assign(plugged, changes)
    mediaDevices.dispatchEvent(new Event('devicechange'))
  }
  Object.assign(window, { plug })
  mediaDevices.enumerateDevices = async () =>
    (await list())
      .filter(({ label }) => label !== plugged.pulled)
      .map((each) =>
        each.kind === 'audioinput' && each.deviceId === 'default'
          ? { ...each.toJSON(), label: `Default - ${plugged.usual}` }
          : each,
      )
}

const plug = (page: Page, changes: Plugs) =>
  // `plugsByHand` has set it.
  page.evaluate((now) => (window as unknown as { plug(changes: Plugs): void }).plug(now), changes)

/** The other participant's voice in the room, and its loudspeaker. */
const playsOn = (page: Page) =>
  page.evaluate(() => [...document.querySelectorAll('audio')].map((each) => 'sinkId' in each && each.sinkId))

it('a call with only a microphone follows a new default microphone, and a loudspeaker that is unplugged and comes back', async () => {
  const { link, agentPage } = await scene.invited()
  const [agent, customer] = [await scene.comes(), await scene.comes()]
  const { page } = customer
  await watchDevices(page)
  await page.addInitScript(plugsByHand)
  await agent.page.goto(await agentPage())
  await page.goto(link)
  for (const { press, sees, page: own } of [agent, customer]) {
    await press('continue')
    await own.getByText('Your camera is off').waitFor(patience)
    if (own === page) await expect.poll(() => devicesOn(page)).toEqual(['audio'])
    await press('join-without-camera')
    await sees('room')
  }
  await expect.poll(() => playsOn(page)).toEqual([''])

  await plug(page, { usual: 'Fake Audio Input 2' })
  await says(page, 'Your microphone is now: Fake Audio Input 2')
  expect(await devicesOn(page)).toEqual(['audio'])
  await agent.page.locator('[data-remote].tile-speaking').waitFor(patience)

  await customer.press('more')
  await customer.press('settings')
  const speaker = page.getByLabel('Speaker', { exact: true })
  await speaker.selectOption({ label: 'Fake Audio Output 2' })
  const chosen = await speaker.inputValue()
  await customer.press('done')
  await expect.poll(() => playsOn(page)).toEqual([chosen])
  await plug(page, { pulled: 'Fake Audio Output 2' })
  await says(page, 'The sound now comes from: ')
  await expect.poll(() => playsOn(page)).toEqual([''])
  await plug(page, { pulled: '' })
  await says(page, 'The sound now comes from: Fake Audio Output 2')
  await expect.poll(() => playsOn(page)).toEqual([chosen])
}, 90_000)
