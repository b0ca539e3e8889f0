import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aCallCentre, type CallCentre } from '../support/a-call-centre.ts'
import { requests } from '../support/a-case.ts'
import { viewIn } from '../support/a-view.ts'

let centre: CallCentre
beforeAll(async () => {
  // These tests move Twilio's clock far, and seats have to stay valid.
  centre = await aCallCentre({ env: { ROOM_MAX_DURATION_SECONDS: '86400' } })
})
afterAll(() => centre?.stop())

const minutes = (n: number) => centre.sim.clock({ advanceMs: n * 60_000 })

describe('an agent', () => {
  it.each([
    ['by /video resend', 'chat'],
    ['by the button', 'api'],
  ])('%s sends the same link again', async (_, way) => {
    const chat = await centre.chat()
    const { link, id } = await chat.invited()
    await (way === 'chat' ? chat.types('/video resend') : chat.call(`/escalations/${id}/resend`, {}))
    expect(await chat.link(2)).toBe(link)
    await centre.settled()
    expect(await chat.invites()).toHaveLength(2)
    expect(await chat.rooms()).toHaveLength(1)
    expect((await fetch(link)).status).toBe(200)
  })

  it.each([
    ['by /video new', 'chat'],
    ['by the button', 'api'],
  ])('%s sends a new link, and the old one gets 410', async (_, way) => {
    const chat = await centre.chat()
    const { link, id } = await chat.invited()
    await (way === 'chat' ? chat.types('/video new') : chat.call(`/escalations/${id}/resend`, { newLink: true }))
    const renewed = await chat.link(2)
    expect(renewed).not.toBe(link)
    expect((await fetch(link)).status).toBe(410)
    expect((await chat.press(link)).status).toBe(410)
    const [room] = await chat.rooms()
    await chat.agentSits(id)
    expect(await chat.customerSits(renewed)).toMatchObject({ roomSid: room?.sid })
    expect(await chat.rooms()).toHaveLength(1)
  })

  it.each([
    ['by /video revoke', 'chat'],
    ['by the button', 'api'],
  ])('%s revokes the link, and removes a customer who came with it; the agent stays', async (_, way) => {
    const chat = await centre.chat()
    const { link, id } = await chat.invited()
    await chat.agentSits(id)
    await chat.customerSits(link)
    await chat.saying('live')
    await (way === 'chat' ? chat.types('/video revoke') : chat.call(`/escalations/${id}/revoke`, {}))
    await chat.saying('lost')
    await centre.settled()
    expect((await fetch(link)).status).toBe(410)
    expect((await chat.press(link)).status).toBe(410)
    expect(await viewIn(await chat.call(`/escalations/${id}`))).toMatchObject({ state: 'lost', linkRevoked: true })
    const [room] = await chat.rooms()
    const here = room?.participants.filter(({ status }) => status === 'connected')
    expect(here).toMatchObject([{ identity: expect.stringMatching(/^agent-/) }])
  })
})

describe('a room that Twilio closed because nobody joined', () => {
  it('pauses the video: ten customers’ requests open no room, ten of the agent’s open one, and no second invite is posted', async () => {
    const chat = await centre.chat()
    const { link, id } = await chat.invited()
    await minutes(11)
    await chat.saying('paused')
    await centre.settled()
    expect(await chat.rooms()).toMatchObject([{ status: 'completed' }])
    expect((await fetch(link)).status).toBe(200)
    const after = await centre.last()
    const presses = await Promise.all(Array.from({ length: 10 }, () => chat.press(link)))
    expect(presses.map(({ status }) => status)).toEqual(Array(10).fill(425))
    await chat.saying('waiting')
    expect(requests(await centre.journal(after), 'POST', /^video/)).toEqual([])
    const seats = await Promise.all(Array.from({ length: 10 }, () => chat.call(`/escalations/${id}/seat`, {})))
    expect(seats.map(({ status }) => status)).toEqual(Array(10).fill(200))
    await centre.settled()
    expect(requests(await centre.journal(after), 'POST', /^video\/v1\/Rooms$/)).toHaveLength(1)
    expect((await chat.rooms()).map(({ unique_name, status }) => [unique_name, status])).toEqual([
      [`${id}-g1`, 'completed'],
      [`${id}-g2`, 'in-progress'],
    ])
    expect(await chat.id()).toBe(id)
    expect(await chat.invites()).toHaveLength(1)
  })

  it('is replaced when the agent comes, and both meet in the new room', async () => {
    const chat = await centre.chat()
    const { link, id } = await chat.invited()
    await minutes(11)
    await chat.saying('paused')
    const agent = await chat.agentSits(id)
    const customer = await chat.customerSits(link)
    expect(customer.roomSid).toBe(agent.roomSid)
    await chat.saying('live')
    await chat.ends('wrapup')
    await chat.saying('ended')
    expect((await chat.closed()).length).toBe(2)
  })

  it('is not replaced by five requests of the page, and wrap-up ends the video and the link', async () => {
    const chat = await centre.chat()
    const { link } = await chat.invited()
    await minutes(11)
    await chat.saying('paused')
    for (let look = 0; look < 5; look++) expect((await fetch(link)).status).toBe(200)
    await chat.ends('wrapup')
    await chat.saying('ended')
    expect((await fetch(link)).status).toBe(410)
    expect((await chat.press(link)).status).toBe(410)
    expect(await chat.rooms()).toHaveLength(1)
  })

  it('is replaced when the agent types /video again, and the same link is posted again', async () => {
    const chat = await centre.chat()
    const { link, id } = await chat.invited()
    await minutes(11)
    await chat.saying('paused')
    await chat.types('/video')
    expect(await chat.link(2)).toBe(link)
    expect((await chat.rooms()).map(({ status }) => status).sort()).toEqual(['completed', 'in-progress'])
    await chat.saying('invited')
    expect(await chat.id()).toBe(id)
  })
})
