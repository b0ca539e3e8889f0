import { beforeAll, describe, expect, it } from 'vitest'
import type { CallCentre } from '../support/a-call-centre.ts'
import { changes, live, requests } from '../support/a-case.ts'
import { theCallCentre } from '../support/the-call-centre.ts'

let centre: CallCentre
beforeAll(async () => {
  centre = await theCallCentre()
})

describe('an agent’s /video', () => {
  it('makes a room with Twilio’s own limits on duration and participants', async () => {
    const chat = await centre.chat()
    const after = await centre.last()
    const { id } = await chat.invited()
    await centre.settled()
    const asked = requests(await centre.journal(after), 'POST', /^video\/v1\/Rooms$/)
    expect(asked.map(({ params }) => params)).toEqual([
      {
        Type: 'group',
        UniqueName: `${id}-g1`,
        EmptyRoomTimeout: '5',
        UnusedRoomTimeout: '10',
        MaxParticipantDuration: '14400',
        MaxParticipants: '5', // one of them for a supervisor
        RecordParticipantsOnConnect: 'false',
        StatusCallback: expect.stringMatching(new RegExp(`^${centre.serverUrl}/webhooks/video#rc=\\d.*rp=all`)),
        StatusCallbackMethod: 'POST',
      },
    ])
    expect(await chat.rooms()).toMatchObject([{ status: 'in-progress' }])
  })

  it('posts one invite with one absolute link, after the room exists', async () => {
    const chat = await centre.chat()
    const after = await centre.last()
    const { link, id } = await chat.invited()
    await centre.settled()
    const [invite, ...more] = await chat.invites()
    expect(more).toEqual([])
    expect(invite).toMatchObject({ author: 'Video' })
    expect(JSON.parse(invite?.attributes ?? '')).toMatchObject({ kind: 'video-invite', escalationId: id })
    expect(link).toMatch(new RegExp(`^${centre.serverUrl}/j/[\\w-]+$`))
    const order = (await centre.journal(after)).map((each) => each['change'])
    const first = order.indexOf('room.created')
    expect(first).toBeGreaterThan(-1)
    expect(order.lastIndexOf('message.added')).toBeGreaterThan(first)
  })

  it('is removed from the chat', async () => {
    const chat = await centre.chat()
    await chat.types('I will call you in a second')
    await chat.invited()
    await centre.settled()
    expect((await chat.messages()).map(({ body }) => body)).toEqual([
      'I will call you in a second',
      expect.stringContaining('/j/'),
    ])
  })

  it('keeps what others wrote on the task, before and meanwhile', async () => {
    const chat = await centre.chat({ attributes: { vip: true, crm: { ticket: 17 } } })
    const before = await chat.task()
    await chat.invited()
    const { escalate, ...others } = await chat.task()
    expect(escalate).toMatchObject({ video: { state: 'invited' } })
    expect(others).toEqual(before)
    const path = `/taskrouter/v1/Workspaces/${centre.env['TWILIO_WORKSPACE_SID']}/Tasks/${chat.taskSid}`
    await centre.rest(path, { Attributes: JSON.stringify({ ...others, escalate, survey: 'sent' }) })
    await chat.ends('wrapup')
    await chat.saying('ended')
    const { escalate: _, ...after } = await chat.task()
    expect(after).toEqual({ ...before, survey: 'sent' })
  })

  it('typed twice at once makes one room and one invite', async () => {
    const chat = await centre.chat()
    await Promise.all([chat.types('/video'), chat.types('/video')])
    await chat.saying('invited')
    await centre.settled()
    expect(await chat.rooms()).toHaveLength(1)
    expect(await chat.invites()).toHaveLength(1)
    expect(await chat.messages()).toHaveLength(1)
  })
})

describe('the link', () => {
  it('is not used up by twenty bots', async () => {
    const chat = await centre.chat()
    const { link, id } = await chat.invited()
    await centre.settled()
    const [task, after] = [await chat.task(), await centre.last()]
    const bots = ['WhatsApp/2.24', 'facebookexternalhit/1.1', 'Slackbot-LinkExpanding 1.0', 'TelegramBot']
    const looks = Array.from({ length: 20 }, (_, n) =>
      fetch(link, { method: n % 5 === 4 ? 'HEAD' : 'GET', headers: { 'user-agent': bots[n % 4] ?? '' } }),
    )
    for (const each of await Promise.all(looks)) expect(each.status).toBe(200)
    await centre.settled()
    expect(await centre.journal(after)).toEqual([])
    expect(await chat.task()).toEqual(task)
    await chat.agentSits(id)
    expect(await chat.customerSits(link)).toBeDefined()
  })

  it('gives the customer a seat in this room, under a random identity', async () => {
    const chat = await centre.chat({ customer: { name: 'Cleo', identity: 'cleo@example.com' } })
    const { link, id } = await chat.invited()
    const [room] = await chat.rooms()
    await chat.agentSits(id)
    const customer = await chat.customerSits(link)
    expect(customer).toMatchObject({ roomSid: room?.sid, identity: expect.stringMatching(/^customer-[0-9a-f]+$/) })
  })
})

describe('the task', () => {
  it('has the state of the room: waiting, live, lost when one is alone, and live again', async () => {
    const chat = await centre.chat()
    const { link, id } = await chat.invited()
    await chat.agentSits(id)
    await chat.saying('waiting')
    const customer = await chat.customerSits(link)
    await chat.saying('live')
    await centre.sim.disconnect(customer.roomSid, customer.participantSid)
    await chat.saying('lost')
    const back = await chat.customerSits(link)
    expect(back).toMatchObject({ roomSid: customer.roomSid, identity: customer.identity })
    await chat.saying('live')
  })

  it('has the outcome and the duration at wrap-up; the room is completed once and the link gets 410', async () => {
    const chat = await centre.chat()
    const { link, id, roomSid } = await live(chat)
    await centre.sim.clock({ advanceMs: 65_000 })
    await chat.ends('wrapup')
    const { seconds, ...outcome } = await chat.saying('ended')
    expect(outcome).toEqual({ id, state: 'ended', joined: true, reason: expect.stringMatching(/^task-closed/) })
    expect(seconds).toBeGreaterThanOrEqual(65)
    expect(seconds).toBeLessThan(125)
    await chat.ends('complete')
    await centre.settled()
    const journal = await centre.journal()
    expect(changes(journal, 'room.completed', roomSid)).toHaveLength(1)
    expect(requests(journal, 'POST', new RegExp(`^video/v1/Rooms/${roomSid}$`))).toHaveLength(1)
    expect(await chat.rooms()).toMatchObject([{ status: 'completed' }])
    expect((await fetch(link)).status).toBe(410)
    expect((await chat.press(link)).status).toBe(410)
    expect(await chat.invites()).toHaveLength(1)
  })
})
