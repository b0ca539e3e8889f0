import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { until } from '../../tools/until.ts'
import { aCallCentre, type CallCentre } from '../support/a-call-centre.ts'
import { type Case, changes, live } from '../support/a-case.ts'
import { aPhoneCall } from '../support/a-phone-call.ts'
import { aTransfer } from '../support/a-transfer.ts'
import { theCallCentre } from '../support/the-call-centre.ts'

// Each assumption of docs/assumptions.md is untrue here: no attribute of others, no money and no customer is lost.

let centre: CallCentre
beforeAll(async () => {
  centre = await theCallCentre()
})
beforeEach(() => centre.sim.voice({ media: false }))
afterEach(async () => {
  await Promise.all([centre.sim.untrue(), centre.sim.noFaults()])
})

/** Older resources stay visible: only what is made from now on can be missing from reads. */
const later = () => centre.sim.clock({ advanceMs: 60_000 })
const streamsMade = async (callSid: string) =>
  changes(await centre.journal(), 'stream.created').filter((each) => JSON.stringify(each).includes(callSid))

/** One room, which is closed with the task, and one invite. */
async function expectWholeVideo(chat: Case): Promise<void> {
  await chat.ends('wrapup')
  expect(await chat.closed()).toHaveLength(1)
  expect(await chat.saying('ended')).toMatchObject({ joined: true, reason: expect.stringMatching(/^task-closed/) })
  await centre.settled()
  expect(await chat.rooms()).toHaveLength(1)
  expect(await chat.invites()).toHaveLength(1)
}

describe('where TaskVersion is the ETag', () => {
  it('a video’s first write needs no read after three acceptances', async () => {
    await centre.sim.lagReads(0)
    for (let n = 0; n < 3; n += 1) {
      await centre.chat()
      await centre.settled()
    }
    const chat = await centre.chat()
    await centre.settled()
    const after = await centre.last()
    await chat.invited()
    const asked = (await centre.journal(after)).filter((each) =>
      String(each['path']).endsWith(`/Tasks/${chat.taskSid}`),
    )
    expect(asked.map(({ method }) => method)[0]).toBe('POST')
  })
})

describe('where TaskVersion is not the ETag', () => {
  let own: CallCentre
  beforeAll(async () => {
    own = await aCallCentre()
    await own.sim.untrue('task-version-is-etag')
  })
  afterAll(() => own?.stop())

  it('what another wrote after the acceptance stays on each of five tasks', async () => {
    for (let n = 0; n < 5; n += 1) {
      const chat = await own.chat({ attributes: { vip: true } })
      const path = `/taskrouter/v1/Workspaces/${own.env['TWILIO_WORKSPACE_SID']}/Tasks/${chat.taskSid}`
      await own.rest(path, { Attributes: JSON.stringify({ ...(await chat.task()), survey: 'sent' }) })
      await chat.invited()
      expect(await chat.task()).toMatchObject({ vip: true, survey: 'sent', escalate: { video: { state: 'invited' } } })
    }
  })
})

describe('where ClientIdentity is the author that a message claims', () => {
  it('a message by REST with an agent’s name starts nothing, and the agent’s own command starts one video', async () => {
    await centre.sim.untrue('client-identity-is-vouched')
    const chat = await centre.chat()
    await chat.types('One moment')
    const [{ author } = { author: '' }] = await chat.messages()
    const path = `/conversations/${chat.conversationSid}/messages`
    await centre.sim.call('POST', path, { as: { api: true, author }, body: '/video', webhooks: true })
    await centre.settled()
    expect(await chat.rooms()).toEqual([])
    await chat.invited()
    expect(await chat.rooms()).toHaveLength(1)
  })
})

describe('where webhooks come twice and out of order', () => {
  it('a video begins, is live and ends, with one room and one invite', async () => {
    await centre.sim.untrue('callbacks-in-order-once')
    const chat = await centre.chat()
    await live(chat)
    await expectWholeVideo(chat)
  })

  it('a call is transferred, and each agent has one stream', async () => {
    await centre.sim.untrue('callbacks-in-order-once')
    const call = await aPhoneCall(centre)
    await call.streaming(call.reservationSid)
    const b = await call.transfer('warm')
    await call.streaming(call.reservationSid, b.reservationSid)
    await call.complete()
    await call.streaming(b.reservationSid)
    await centre.settled()
    expect(await streamsMade(call.callSid)).toHaveLength(2)
  })
})

describe('where two connections with one identity both stay', () => {
  it('the video stays live while one of them is there, its time counts once, and both are disconnected with the room', async () => {
    await centre.sim.untrue('older-connection-leaves')
    const chat = await centre.chat()
    const { link, customer } = await live(chat)
    const again = await chat.customerSits(link)
    expect(again.identity).toBe(customer.identity)
    await centre.sim.clock({ advanceMs: 65_000 })
    await centre.sim.disconnect(customer.roomSid, customer.participantSid)
    await centre.settled()
    await chat.saying('live')
    await chat.ends('wrapup')
    const { seconds } = await chat.saying('ended')
    expect(seconds).toBeGreaterThanOrEqual(65)
    expect(seconds).toBeLessThan(125)
    const [room] = await chat.closed()
    expect(room?.participants.every(({ status }) => status === 'disconnected')).toBe(true)
  })
})

describe('where a pending task stays in its queue though its attributes changed', () => {
  it('an agent who accepts a cancelled invite is removed again, and the first agent keeps the customer', async () => {
    await centre.sim.untrue('changed-task-is-rerouted')
    const { chat, ada, ...way } = await aTransfer(centre)
    const queue = await centre.sim.queue(`Nobody ${chat.taskSid.slice(-6)}`)
    await way.ask({ target: { queue: queue.sid } })
    const { id } = await way.is('ringing')
    await chat.call(`/transfers/${id}/cancel`, {})
    await way.is('cancelled')
    expect((await way.invited()).assignment_status).toBe('pending')
    await centre.sim.hire({ name: `late-${id}@example.com`, skills: [queue.friendly_name.toLowerCase()] })
    await way.accept()
    await way.presentAre(ada)
    expect((await way.channel()).status).toBe('active')
  })
})

describe('where new resources are missing from reads for ten seconds', () => {
  it('after lost answers the customer has one link, and the next agent gets the conversation', async () => {
    const { chat, ben, ...way } = await aTransfer(centre)
    await later()
    await centre.sim.untrue('reads-catch-up')
    await centre.sim.fault({ kind: 'lose-answer', method: 'POST', path: '/Messages$', times: 1 })
    await centre.sim.fault({ kind: 'lose-answer', method: 'POST', path: '/Invites$', times: 1 })
    await Promise.all([chat.types('/video'), way.toBen()])
    await chat.saying('invited', 60_000)
    await way.is('ringing', 60_000)
    const links = (await chat.invites()).map(({ body }) => /https?:\/\/\S+/.exec(body)?.[0])
    expect(new Set(links).size).toBe(1)
    for (const { reservations } of await way.invites())
      for (const each of reservations) await centre.sim.accept(each.sid)
    await way.is('completed', 60_000)
    await until('the first agent has left', async () => !(await way.present()).includes(chat.workerSid), {
      withinMs: 60_000,
    })
    expect(await way.present()).toContain(ben.sid)
    expect(await chat.rooms()).toHaveLength(1)
  })
})

describe('where the list of invites shows no attributes', () => {
  it('a transfer whose answer was lost is completed', async () => {
    await centre.sim.untrue('invites-show-attributes')
    const { chat, ben, ...way } = await aTransfer(centre)
    await centre.sim.fault({ kind: 'lose-answer', method: 'POST', path: '/Invites$', times: 1 })
    await way.toBen()
    await way.is('ringing')
    for (const { reservations } of await way.invites())
      for (const each of reservations) await centre.sim.accept(each.sid)
    await way.is('completed')
    await until('the first agent has left', async () => !(await way.present()).includes(chat.workerSid))
    expect(await way.present()).toContain(ben.sid)
  })
})

describe('where agents’ chat identities differ from their contact_uri', () => {
  it('a typed command starts nothing, and the button starts one video', async () => {
    await centre.sim.untrue('contact-uri-is-identity')
    const chat = await centre.chat()
    await chat.types('/video')
    await centre.settled()
    expect(await chat.rooms()).toEqual([])
    expect((await chat.start()).status).toBeLessThan(300)
    await chat.saying('invited')
    expect(await chat.rooms()).toHaveLength(1)
  })
})

describe('where events have the documented fields only', () => {
  it('a video begins, is live and ends', async () => {
    await centre.sim.untrue('events-say-more')
    const chat = await centre.chat()
    await live(chat)
    await expectWholeVideo(chat)
  })

  it('a call has its stream, and so has its next agent', async () => {
    await centre.sim.untrue('events-say-more')
    const call = await aPhoneCall(centre)
    await call.streaming(call.reservationSid)
    const b = await call.transfer('warm')
    await call.complete()
    await call.streaming(b.reservationSid)
  })
})

describe('where TaskRouter refuses attributes with 413', () => {
  it('the video goes on, and the task keeps what others wrote', async () => {
    await centre.sim.untrue('refused-attributes-are-400')
    const chat = await centre.chat()
    // With our attributes, the size is above this TaskRouter's limit and below the limit that the product assumes.
    const { length } = (await centre.sim.task(chat.taskSid)).attributes
    const path = `/taskrouter/v1/Workspaces/${centre.env['TWILIO_WORKSPACE_SID']}/Tasks/${chat.taskSid}`
    const before = { ...(await chat.task()), notes: 'x'.repeat(3_845 - length) }
    await centre.rest(path, { Attributes: JSON.stringify(before) })
    await chat.types('/video')
    await chat.link()
    await centre.settled()
    expect(await chat.task()).toEqual(before)
    expect(await chat.rooms()).toMatchObject([{ status: 'in-progress' }])
    const refused = (await centre.journal()).filter((each) => each['status'] === 413)
    expect(new Set(refused.map(({ path: asked }) => asked))).toEqual(new Set([path.replace('/taskrouter', '')]))
    await chat.ends('wrapup')
    await chat.closed()
  })
})

describe('where Twilio does not say that a stream’s name is in use', () => {
  it('a stream whose answer was lost exists once, runs, and ends with the call', async () => {
    await centre.sim.untrue('taken-stream-name-is-said')
    await centre.sim.fault({ kind: 'lose-answer', product: 'api', method: 'POST', path: '/Streams.json$', times: 1 })
    const call = await aPhoneCall(centre)
    await call.streaming(call.reservationSid)
    await call.saying('on')
    await centre.settled()
    expect(await streamsMade(call.callSid)).toHaveLength(1)
    await centre.sim.hangUp(call.taskSid)
    await call.saying('over')
    expect(await call.running()).toEqual([])
  })
})

describe('where stopping a stopped stream is a bad request', () => {
  it('only the next agent has a stream', async () => {
    await centre.sim.untrue('stopped-stream-is-missing')
    const call = await aPhoneCall(centre)
    await call.streaming(call.reservationSid)
    const b = await call.transfer('warm')
    await call.streaming(call.reservationSid, b.reservationSid)
    await centre.sim.fault({ kind: 'lose-answer', product: 'api', method: 'POST', path: '/Streams/', times: 1 })
    await call.complete()
    await call.streaming(b.reservationSid)
    await centre.settled()
    expect(await call.running()).toEqual([b.reservationSid])
    expect(await call.said()).toMatchObject({ state: 'on' })
  })
})

describe('where a call’s conference is not named after its task', () => {
  it('streams run, a warm transfer reaches the next agent, and no stream runs after the customer hung up', async () => {
    await centre.sim.untrue('conference-bears-task')
    const call = await aPhoneCall(centre)
    await call.streaming(call.reservationSid)
    const b = await call.transfer('warm')
    await call.streaming(call.reservationSid, b.reservationSid)
    await centre.sim.hangUp(call.taskSid)
    await until('nothing runs', async () => (await call.running()).length === 0)
    await until('the conference is over', async () => (await call.state()).conference?.status === 'completed')
  })
})

describe('where Twilio sends no receipts of messages by REST', () => {
  it('an invite that was not delivered stays invited, and can be sent again', async () => {
    await centre.sim.untrue('receipts-are-reported')
    const chat = await centre.chat({ channel: 'sms' })
    await centre.sim.call('POST', `/conversations/${chat.conversationSid}/delivery`, { code: 30_006, times: 2 })
    await chat.invited()
    await centre.settled()
    expect((await chat.task()).escalate?.video).toMatchObject({ state: 'invited' })
    await chat.types('/video resend')
    await chat.link(2)
    expect(await chat.rooms()).toHaveLength(1)
  })
})
