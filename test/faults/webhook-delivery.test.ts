import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Entry } from '../../tools/sim.ts'
import { aCallCentre, type CallCentre } from '../support/a-call-centre.ts'
import { type Case, changes, live, requests } from '../support/a-case.ts'

let centre: CallCentre
beforeAll(async () => {
  // Without webhooks nobody counts as present, and a customer would wait for ever.
  centre = await aCallCentre({ env: { WAITING_ROOM: 'false' } })
})
afterEach(() => centre.sim.noWebhookFaults())
afterAll(() => centre?.stop())

/** Webhooks about one conversation, as Twilio sent them. */
const about = async (chat: Case): Promise<readonly Entry[]> => {
  const marks = [chat.conversationSid.slice(2), chat.taskSid]
  const all = await centre.journal()
  return all.filter((each) => each.kind === 'webhook' && marks.some((mark) => JSON.stringify(each).includes(mark)))
}

async function deliverAgain(entries: readonly Entry[], order: (a: Entry, b: Entry) => number): Promise<void> {
  for (const { path, params } of [...entries].sort(order)) {
    const answer = await centre.post(String(path), params as Record<string, string>) // as the journal kept them
    expect(answer.status).toBe(204)
  }
}

async function expectOver(chat: Case): Promise<void> {
  await chat.saying('ended')
  await centre.settled()
  const rooms = await chat.rooms()
  expect(rooms).toMatchObject([{ status: 'completed' }])
  expect(changes(await centre.journal(), 'room.completed', rooms[0]?.sid)).toHaveLength(1)
  expect(await chat.invites()).toHaveLength(1)
}

describe('every webhook of the story', () => {
  it('delivered three times has the effect of one', async () => {
    await centre.sim.webhookFault({ kind: 'repeat', count: 2 })
    const chat = await centre.chat()
    const { customer, roomSid, link } = await live(chat)
    await centre.sim.disconnect(roomSid, customer.participantSid)
    await chat.saying('lost')
    await chat.customerSits(link)
    await chat.saying('live')
    await chat.ends('wrapup')
    await expectOver(chat)
    expect((await about(chat)).filter((each) => each['event'] === 'room-ended')).toHaveLength(3)
  })

  it.each([1, 2, 3, 4, 5, 6])('held back and released in a shuffled order (%i) ends as joined', async (seed) => {
    const released = () => centre.sim.releaseWebhooks({ order: 'shuffled', seed })
    await centre.sim.webhookFault({ kind: 'hold' })
    const chat = await centre.chat({}, false)
    await chat.types('/video')
    await released()
    const link = await chat.link()
    const customer = await chat.customerSits(link)
    const agent = await chat.agentSits(await chat.id())
    await centre.sim.disconnect(agent.roomSid, agent.participantSid)
    const again = await chat.agentSits(await chat.id())
    expect(again.roomSid).toBe(customer.roomSid)
    await chat.ends('wrapup')
    await chat.ends('complete')
    await released()
    await chat.closed()
    await centre.sim.noWebhookFaults()
    await released()
    await expectOver(chat)
    expect((await chat.task()).escalate).toMatchObject({ video: { joined: true } })
  })

  it('delivered again after the end, in two other orders, makes no request to Twilio and opens nothing', async () => {
    const chat = await centre.chat()
    const { link } = await live(chat)
    await chat.ends('wrapup')
    await chat.ends('complete')
    await expectOver(chat)
    const [task, entries, after] = [await chat.task(), await about(chat), await centre.last()]
    expect(entries.length).toBeGreaterThan(8)
    await deliverAgain(entries, (a, b) => b.n - a.n)
    await deliverAgain(entries, (a, b) => (a.n % 3) - (b.n % 3))
    await centre.settled()
    const asked = await centre.journal(after)
    expect(requests(asked, 'POST', /./)).toEqual([])
    expect(requests(asked, 'GET', /./)).toEqual([])
    expect(await chat.task()).toEqual(task)
    expect(await chat.rooms()).toHaveLength(1)
    expect((await fetch(link)).status).toBe(410)
  })
})

describe('a late webhook', () => {
  it('of the acceptance does not hold up an agent’s /video, and repeats nothing', async () => {
    await centre.sim.webhookFault({ kind: 'hold', event: '^reservation\\.accepted' })
    const chat = await centre.chat({}, false)
    await chat.invited()
    await centre.sim.releaseWebhooks()
    await centre.settled()
    expect(await chat.rooms()).toHaveLength(1)
    expect(await chat.invites()).toHaveLength(1)
  })

  it('of the acceptance gives no right once the task is over', async () => {
    await centre.sim.webhookFault({ kind: 'hold', event: '^reservation\\.accepted' })
    const chat = await centre.chat({}, false)
    await chat.ends('wrapup')
    await centre.settled()
    await centre.sim.releaseWebhooks()
    await centre.settled()
    await chat.types('/video')
    await centre.settled()
    expect(await chat.rooms()).toEqual([])
    expect(await chat.invites()).toEqual([])
  })
})
