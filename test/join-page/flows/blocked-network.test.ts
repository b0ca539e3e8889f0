import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { aRelay } from '../../support/a-relay.ts'
import { aTurnServer, coturn } from '../../support/a-turn-server.ts'
import { aScene } from '../a-scene.ts'
import { behindFirewall, hasLooked, type LetsThrough, policyNow } from '../behind-a-firewall.ts'

// A call centre of its own: a server caches Twilio's TURN servers for a minute, and this file's end with it.
const scene = aScene({})
const patience = { timeout: 30_000 }

/** A TURN server over UDP, and over TCP if the firewall lets that through. */
async function aFirewall() {
  const turn = coturn && (await aTurnServer(coturn))
  if (!turn) return undefined
  const tcp = await aRelay(turn.port)
  await scene.centre().sim.turn([turn.over('udp'), turn.over('tcp', tcp.port)])
  let isOpen = true
  return {
    async close() {
      if (isOpen) await tcp.close()
      isOpen = false
    },
    async open() {
      if (!isOpen) await tcp.reopen()
      isOpen = true
    },
    stop: () => Promise.all([turn.stop(), tcp.stop(), scene.centre().sim.turn([])]),
  }
}

let firewall: Awaited<ReturnType<typeof aFirewall>>
beforeAll(async () => {
  firewall = await aFirewall()
})
afterEach(() => firewall?.open())
afterAll(() => firewall?.stop())

/** A customer whose network drops UDP: no direct path between two browsers. */
async function firewalled(letsThrough: LetsThrough = 'relays over TCP') {
  const customer = await scene.comes()
  await behindFirewall(customer.page, letsThrough)
  return customer
}

const reads = (page: Page, is: string) => page.locator(`[data-network="${is}"]`).waitFor(patience)
const banner = (page: Page) => page.locator('.banners').getByText('This network blocks video')
const progress = (page: Page, words: string) => page.locator('.presence-words', { hasText: words }).waitFor(patience)

/** An agent is in the room, and a customer checks their devices. */
async function beforeJoining(customer: Awaited<ReturnType<typeof firewalled>>) {
  const { chat, id, link, agentPage } = await scene.invited()
  const agent = await scene.comes()
  await agent.walksIn(await agentPage())
  await agent.sees('room')
  await customer.page.goto(link)
  await customer.press('continue')
  const told = async () => {
    const answer = await chat.call(`/escalations/${id}`)
    return ((await answer.json()) as { customer?: unknown }).customer // our own answer
  }
  return { agent, told }
}

describe.skipIf(!coturn)('the device check of a customer (skipped without coturn)', () => {
  it('on an open network says that it is good', async () => {
    const customer = await scene.comes()
    await beforeJoining(customer)
    await reads(customer.page, 'good')
  })

  it('on a network that lets only TCP through says that it is weak, and picture and sound work in the call', async () => {
    const customer = await firewalled()
    const { agent } = await beforeJoining(customer)
    await reads(customer.page, 'weak')
    await customer.press('join')
    await Promise.all([customer.seesOther(), agent.seesOther()])
    expect(await banner(customer.page).count()).toBe(0)
  })
})

describe.skipIf(!coturn)('a customer on a network that blocks everything (skipped without coturn)', () => {
  it('reads so before joining and can join; in the room both sides read it before the SDK’s time-out of 15 s', async () => {
    await firewall?.close()
    const customer = await firewalled()
    const { agent, told } = await beforeJoining(customer)
    await reads(customer.page, 'blocked')
    await progress(agent.page, 'Network blocks video')
    expect(await told()).toMatchObject({ step: 'choosing', detail: 'network-blocked' })
    await customer.press('join')
    await customer.sees('room')
    const since = performance.now()
    await banner(customer.page).waitFor(patience)
    expect(performance.now() - since).toBeLessThan(15_000)
    await progress(agent.page, 'Network blocks video')
    expect(await told()).toMatchObject({ step: 'joined', detail: 'network-blocked' })
    // The agent gets no media either, but their own network passed its test.
    expect(await banner(agent.page).count()).toBe(0)
  })

  it('is in the call over a relay as soon as one works, without doing anything', async () => {
    await firewall?.close()
    const customer = await firewalled('relays alone')
    const { agent } = await beforeJoining(customer)
    await reads(customer.page, 'blocked')
    await customer.press('join')
    await customer.sees('room')
    // The first connection has tried every candidate without success. It never finds one: only a new connection works.
    await customer.page.waitForFunction(hasLooked, undefined, patience)
    await firewall?.open()
    await Promise.all([customer.seesOther(), agent.seesOther()])
    await expect.poll(() => banner(customer.page).count()).toBe(0)
    await progress(agent.page, 'In the call')
    expect(await customer.page.evaluate(policyNow)).toEqual(['relay'])
  })
})
