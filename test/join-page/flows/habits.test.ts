import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { aScene } from '../a-scene.ts'
import { devicesOn, watchDevices } from '../own-devices.ts'

const scene = aScene()
const patience = { timeout: 30_000 }
const label = (page: Page, action: string) => page.locator(`[data-action="${action}"]`).first()

/** As Chrome's translation does: each text, also a later one, is replaced by a <font> in a <font>. */
function translate() {
  const isOurs = (text: Node) => text.parentElement?.closest('font, script, style, select, [translate="no"]') !== null
  const all = () => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const texts: Node[] = []
    while (walker.nextNode()) texts.push(walker.currentNode)
    for (const text of texts) {
      if (!text.nodeValue?.trim() || isOurs(text)) continue
      const [outer, inner] = [document.createElement('font'), document.createElement('font')]
      inner.textContent = `«${text.nodeValue}»`
      outer.append(inner)
      text.parentNode?.replaceChild(outer, text)
    }
  }
  all()
  new MutationObserver(all).observe(document.body, { childList: true, subtree: true })
}

it('a page that Chrome translates shows the state of microphone and camera after each press, before the call and in it', async () => {
  const { link, agentPage } = await scene.invited()
  const [customer, agent] = [await scene.comes(), await scene.comes()]
  const { page } = customer
  await page.goto(link)
  await customer.press('continue')
  await page.locator('video[data-preview]').waitFor(patience)
  await page.evaluate(translate)
  await page.getByText('«Your microphone is off. You can still listen.»').waitFor({ state: 'detached' })
  await customer.press('mute')
  await page.getByText('«Your microphone is off. You can still listen.»').waitFor(patience)
  await customer.press('mute')
  await page.getByText('«Your microphone is off. You can still listen.»').waitFor({ state: 'detached', ...patience })
  await customer.press('join')
  await page.getByText('has been told that you are here').waitFor(patience)
  await agent.walksIn(await agentPage())
  await customer.sees('room')
  for (const [action, words] of [
    ['mute', ['Unmute', 'Mute']],
    ['camera', ['Start camera', 'Stop camera']],
  ] as const)
    for (const word of words) {
      await customer.press(action)
      await expect.poll(() => label(page, action).textContent(), patience).toBe(`«${word}»`)
    }
  // The browser logs the server's answer "not yet" as an error.
  expect(customer.complaints.filter((each) => !each.includes('425'))).toEqual([])
}, 90_000)

it('“Back” asks in the room, stays on “Stay”, and leaves the page once the customer has left the call', async () => {
  const { customer } = await scene.together()
  const { page } = customer
  const back = () => page.evaluate(() => history.back())
  for (const _ of ['the first time', 'the second']) {
    await back()
    await customer.press('stay')
    await customer.sees('room')
  }
  await back()
  await customer.press('leave-confirm')
  await customer.sees('left')
  await back()
  await page.waitForURL('about:blank')
}, 90_000)

it('a page from the browser’s back-forward cache is in the call again, and one that had left is not', async () => {
  const { customer } = await scene.together()
  const restored = async () => {
    const loaded = customer.page.waitForEvent('load')
    await customer.page.evaluate(() => {
      for (const type of ['pagehide', 'pageshow']) dispatchEvent(new PageTransitionEvent(type, { persisted: true }))
    })
    await loaded
  }
  await restored()
  await customer.sees('room')
  await customer.seesOther()
  await customer.press('leave')
  await customer.press('leave-confirm')
  await customer.sees('left')
  await restored()
  await customer.sees('welcome')
}, 90_000)

it('a browser without storage and history leads into the call and out of it', async () => {
  const { link, agentPage } = await scene.invited()
  const [agent, customer] = [await scene.comes(), await scene.comes()]
  await watchDevices(customer.page)
  await customer.page.addInitScript(() => {
    const refuse = () => {
      throw new DOMException('', 'SecurityError')
    }
    for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { get: refuse })
    Object.assign(History.prototype, { pushState: refuse, replaceState: refuse })
  })
  await agent.walksIn(await agentPage())
  await customer.walksIn(link)
  await customer.seesOther()
  await customer.press('more')
  await customer.press('settings')
  await customer.page.getByLabel('Microphone', { exact: true }).selectOption({ index: 1 })
  await customer.press('done')
  await customer.press('leave')
  await customer.press('leave-confirm')
  await customer.sees('left')
  expect(await devicesOn(customer.page)).toEqual([])
  expect(customer.complaints).toEqual([])
}, 90_000)

it('the screen stays on from the waiting room to the end of the call, and no longer', async () => {
  const { link, agentPage } = await scene.invited()
  const [agent, customer] = [await scene.comes(), await scene.comes()]
  await customer.context.grantPermissions(['camera', 'microphone', 'screen-wake-lock'])
  await customer.page.addInitScript(() => {
    const given: WakeLockSentinel[] = []
    Object.assign(window, { held: () => given.filter(({ released }) => !released).length })
    const request = navigator.wakeLock.request.bind(navigator.wakeLock)
    navigator.wakeLock.request = async (type) => {
      const lock = await request(type)
      given.push(lock)
      return lock
    }
  })
  const isHeld = async (n: number) => expect.poll(() => customer.page.evaluate('held()'), patience).toBe(n)
  await customer.page.goto(link)
  await customer.press('continue')
  await customer.page.locator('video[data-preview]').waitFor(patience)
  await isHeld(0)
  await customer.press('join')
  await customer.page.getByText('has been told that you are here').waitFor(patience)
  await isHeld(1)
  await agent.walksIn(await agentPage())
  await customer.sees('room')
  await customer.seesOther()
  await isHeld(1)
  await customer.press('leave')
  await customer.press('leave-confirm')
  await customer.sees('left')
  await isHeld(0)
}, 90_000)
