import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { CallCentre } from '../support/a-call-centre.ts'
import { live } from '../support/a-case.ts'
import { aTransfer } from '../support/a-transfer.ts'
import { theCallCentre } from '../support/the-call-centre.ts'

let centre: CallCentre
beforeAll(async () => {
  centre = await theCallCentre()
})
afterEach(async () => {
  await Promise.all([centre.sim.usualRates(), centre.sim.pages(null)])
})

/** How many requests of a product were refused as too many since then. */
const refused = async (after: number, product: string): Promise<number> =>
  (await centre.journal(after)).filter((each) => each['product'] === product && each['status'] === 429).length

describe("when an account's limits are reached", () => {
  it('four videos that begin at once under one Video write per second get one room and one invite each', async () => {
    const chats = await Promise.all([1, 2, 3, 4].map(() => centre.chat()))
    const after = await centre.last()
    await centre.sim.rates({ videoWrites: 1 })
    await Promise.all(chats.map((chat) => chat.invited()))
    expect(await refused(after, 'video')).toBeGreaterThan(0)
    for (const chat of chats) {
      expect(await chat.rooms()).toHaveLength(1)
      expect(await chat.invites()).toHaveLength(1)
    }
    await Promise.all(chats.map((chat) => chat.ends('wrapup')))
    await Promise.all(chats.map((chat) => chat.closed()))
  })

  it('a video begins and ends under one action per second in its conversation', async () => {
    const chat = await centre.chat()
    const after = await centre.last()
    await centre.sim.rates({ conversationActions: 1 })
    await live(chat)
    await chat.ends('wrapup')
    await chat.closed()
    await centre.settled()
    expect(await refused(after, 'conversations')).toBeGreaterThan(0)
    expect(await chat.invites()).toHaveLength(1)
  })

  it.each([
    ['pages of one item', () => centre.sim.pages(1)],
    ['one request per second to each endpoint of Flex', () => centre.sim.rates({ interactionRequests: 1 })],
  ])('an accepted transfer releases the first agent with %s', async (_, limit) => {
    const { ben, ...way } = await aTransfer(centre)
    await limit()
    await way.toBen()
    await way.accept()
    await way.is('completed')
    await way.presentAre(ben)
    expect(await way.invites()).toHaveLength(1)
  })

  it('a video begins, is live and ends with pages of one item', async () => {
    const chat = await centre.chat()
    await centre.sim.say(chat.conversationSid, 'customer', 'Good morning')
    await centre.sim.pages(1)
    await live(chat)
    await chat.ends('wrapup')
    await chat.closed()
    expect(await chat.rooms()).toHaveLength(1)
    expect(await chat.invites()).toHaveLength(1)
  })
})
