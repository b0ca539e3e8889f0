import type { Page } from 'playwright-core'
import { expect, it, onTestFinished } from 'vitest'
import { aScene } from '../a-scene.ts'

const scene = aScene()
const patience = { timeout: 30_000 }
const shown = (page: Page, selector: string) => page.locator(selector).first().waitFor(patience)
const label = (page: Page, action: string) => page.locator(`[data-action="${action}"]`).first().textContent(patience)

/** Two participants in a room whose SDK gives up a lost connection after 2 s instead of 30. */
async function brittle() {
  const { sim } = scene.centre()
  await sim.call('POST', '/signalling', { sessionTimeoutSeconds: 2 })
  onTestFinished(() => sim.call('POST', '/signalling', { sessionTimeoutSeconds: 30 }).then(() => undefined))
  const { chat, customer, agent } = await scene.together()
  const cut = async (forMs: number) => {
    const [room] = await chat.rooms()
    const who = room?.participants.find(
      ({ identity, status }) => identity.startsWith('customer') && status === 'connected',
    )
    await sim.call('POST', `/rooms/${room?.sid}/participants/${who?.sid}/drop`, { forMs })
  }
  return { customer, agent, cut }
}

it('a customer whose network was away beyond the SDK’s limit rejoins without a press, muted and without a camera as before', async () => {
  const { customer, agent, cut } = await brittle()
  await customer.press('mute')
  await customer.press('camera')
  await Promise.all([shown(agent.page, '[data-remote] .caption-muted'), shown(agent.page, '[data-remote] .tile-empty')])
  await customer.context.setOffline(true)
  await cut(60_000)
  await customer.sees('joining')
  expect(await customer.page.locator('main').textContent()).toMatch(/Your connection was lost.*stay as they are/)
  for (const _ of ['the first try', 'the second'])
    await customer.page.waitForEvent('requestfailed', {
      predicate: (each) => each.method() === 'POST' && /\/j\/[^/]+$/.test(each.url()),
      ...patience,
    })
  await customer.context.setOffline(false)
  await customer.sees('room')
  await customer.seesOther()
  await Promise.all([shown(agent.page, '[data-remote] .caption-muted'), shown(agent.page, '[data-remote] .tile-empty')])
  expect(await label(customer.page, 'mute')).toBe('Unmute')
  expect(await label(customer.page, 'camera')).toBe('Start camera')
}, 90_000)

it('a customer whose phone froze the page beyond the SDK’s limit is back in the room after waking it', async () => {
  const { customer, agent, cut } = await brittle()
  const devtools = await customer.context.newCDPSession(customer.page)
  // Chromium never freezes a visible page, and a headless page is always visible: the test stops its script instead.
  await devtools.send('Debugger.enable')
  await Promise.all([new Promise((held) => devtools.once('Debugger.paused', held)), devtools.send('Debugger.pause')])
  await cut(60_000)
  await shown(agent.page, '.alone')
  await devtools.send('Debugger.disable')
  await Promise.all([customer.seesOther(), agent.seesOther()])
}, 90_000)

it('a customer who is alone, and whose connection breaks for a moment, stays in the room beyond the SDK’s limit', async () => {
  const { sim } = scene.centre()
  const sessionTimeoutSeconds = 3
  await sim.call('POST', '/signalling', { sessionTimeoutSeconds })
  onTestFinished(() => sim.call('POST', '/signalling', { sessionTimeoutSeconds: 30 }).then(() => undefined))
  const { chat, link, agentPage } = await scene.invited()
  const [agent, customer] = [await scene.comes(), await scene.comes()]
  await agent.walksIn(await agentPage())
  await agent.sees('room')
  const [room] = await chat.rooms()
  const sid = room?.participants.find(({ status }) => status === 'connected')?.sid
  const status = async () => (await chat.rooms())[0]?.participants.find((each) => each.sid === sid)?.status
  await sim.call('POST', `/rooms/${room?.sid}/participants/${sid}/drop`, { forMs: 300 })
  await expect.poll(status, patience).toBe('reconnecting')
  await expect.poll(status, patience).toBe('connected')
  const since = performance.now()
  await expect.poll(() => performance.now() - since, patience).toBeGreaterThan((sessionTimeoutSeconds + 2) * 1000)
  expect(await status()).toBe('connected')
  await customer.walksIn(link)
  await Promise.all([customer.seesOther(), agent.seesOther()])
  expect(await status()).toBe('connected')
})
