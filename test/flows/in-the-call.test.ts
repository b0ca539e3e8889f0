import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { twilioFrom } from '../../src/twilio/from-config.ts'
import { until } from '../../tools/until.ts'
import { aCallCentre, type CallCentre } from '../support/a-call-centre.ts'
import { type Case, live } from '../support/a-case.ts'
import { problemIn } from '../support/a-problem.ts'
import { anEventStream } from '../support/an-event-stream.ts'

let centre: CallCentre
beforeAll(async () => {
  centre = await aCallCentre({ env: { ROOM_RECORDING: 'on-demand' } })
})
afterAll(() => centre?.stop())

const json = { 'content-type': 'application/json' }
const post = (url: string, body: object = {}) =>
  fetch(url, { method: 'POST', headers: json, body: JSON.stringify(body) })
/** The address of the agent's page, and its commands. */
async function pageOf(chat: Case, id: string) {
  const { pageUrl } = (await (await chat.call(`/escalations/${id}/seat`, {})).json()) as { pageUrl: string } // our own answer
  return { pageUrl, command: (command: string) => post(`${pageUrl}/command`, { command }) }
}
const inRoom = async (chat: Case) =>
  (await chat.rooms()).flatMap(({ participants }) => participants.filter(({ status }) => status === 'connected'))
const rulesOf = (roomSid: string) =>
  centre.rest<{ rules: readonly { type: string }[] }>(`/video/v1/Rooms/${roomSid}/RecordingRules`)

describe('a customer who comes before the agent', () => {
  it('waits, which the task says, and gets the agent’s arrival before the next pulse', async () => {
    const chat = await centre.chat()
    const { link, id } = await chat.invited()
    expect(await problemIn(await chat.press(link))).toMatchObject({ status: 425, code: 'agent-not-here' })
    await chat.saying('waiting')
    const line = anEventStream(await fetch(`${link}/events?device=phone`))
    expect(await line.next()).toMatchObject({ data: { isAgentHere: false } })
    await chat.agentSits(id)
    // The agent's seat changes the page's state as well, and may be sent first.
    const heard: unknown[] = []
    await until('the agent is here', async () => {
      heard.push(await line.next())
      return JSON.stringify(heard.at(-1)).includes('"isAgentHere":true')
    })
    // Without the event, a pulse would come first and the change right behind it.
    expect(heard.at(-2)).not.toBe('pulse')
    expect((await chat.customerSits(link)).identity).toMatch(/^customer-/)
    await chat.saying('live')
  })
})

describe('an agent’s page', () => {
  it('removes the customer, who is removed again with their old seat, also after the next link was sent', async () => {
    const chat = await centre.chat()
    const { link, id, customer } = await live(chat)
    const { command } = await pageOf(chat, id)
    expect((await command('remove')).status).toBe(202)
    const onlyAgent = async () => (await inRoom(chat)).every(({ identity }) => identity.startsWith('agent-'))
    await until('the customer is out', onlyAgent)
    expect((await chat.press(link)).status).toBe(403)
    await centre.sim.connect(customer.token)
    await until('the customer is out again', onlyAgent)
    expect((await inRoom(chat)).length).toBe(1)
    expect((await command('resend')).status).toBe(202)
    const next = await chat.link(2)
    expect(next).not.toBe(link)
    const back = await chat.customerSits(next)
    expect(back.roomSid).toBe(customer.roomSid)
    const { participantSid } = await centre.sim.connect(customer.token)
    await until('the old seat is removed', async () => (await inRoom(chat)).every(({ sid }) => sid !== participantSid))
    await centre.settled()
    expect((await inRoom(chat)).map(({ identity }) => identity)).toContain(back.identity)
    expect(await inRoom(chat)).toHaveLength(2)
  })

  it('switches the recording on for a customer who agreed, and off again', async () => {
    const chat = await centre.chat()
    const { link, id } = await chat.invited()
    const { roomSid } = await chat.agentSits(id)
    await chat.saying('waiting')
    await centre.sim.connect(await seatFor(await post(link, { device: 'phone', isConsenting: true })))
    await chat.saying('live')
    const { command } = await pageOf(chat, id)
    expect((await command('record-on')).status).toBe(202)
    await centre.settled()
    expect((await rulesOf(roomSid)).rules).toMatchObject([{ type: 'include', all: true }])
    expect((await command('record-off')).status).toBe(202)
    await centre.settled()
    expect((await rulesOf(roomSid)).rules).toMatchObject([{ type: 'exclude', all: true }])
  })

  it('gives a customer who did not agree to a recording no seat (428), before and after recording', async () => {
    const chat = await centre.chat()
    const { link, id } = await chat.invited()
    const { roomSid } = await chat.agentSits(id)
    await chat.saying('waiting')
    const refused = { status: 428, code: 'consent-needed' }
    expect(await problemIn(await chat.press(link, false))).toMatchObject(refused)
    const { command } = await pageOf(chat, id)
    for (const word of ['record-on', 'record-off']) {
      expect((await command(word)).status).toBe(202)
      expect(await problemIn(await chat.press(link, false))).toMatchObject(refused)
    }
    await centre.settled()
    expect((await rulesOf(roomSid)).rules).toMatchObject([{ type: 'exclude', all: true }])
    expect((await inRoom(chat)).map(({ identity }) => identity.split('-')[0])).toEqual(['agent'])
  })

  it('is gone after wrap-up (410), and its commands are refused (403)', async () => {
    const chat = await centre.chat()
    const { id } = await live(chat)
    const { pageUrl, command } = await pageOf(chat, id)
    await chat.ends('wrapup')
    await chat.saying('ended')
    expect((await fetch(pageUrl)).status).toBe(410)
    expect((await command('end')).status).toBe(403)
  })
})

describe('a customer’s page', () => {
  it('rates the call once, and the task has no comment', async () => {
    const chat = await centre.chat()
    const { link } = await live(chat)
    await chat.ends('wrapup')
    await chat.saying('ended')
    expect((await post(`${link}/rating`, { stars: 4, comment: 'merci' })).status).toBe(201)
    expect((await post(`${link}/rating`, { stars: 1 })).status).toBe(409)
    await until('the task has the rating', async () => (await chat.task()).escalate?.video?.rating === 4)
    expect(JSON.stringify(await chat.task())).not.toContain('merci')
  })

  it('requests a new link, and the task says so until the link is sent', async () => {
    const chat = await centre.chat()
    const { link } = await chat.invited()
    await chat.types('/video revoke')
    await until('the link is dead', async () => (await fetch(link)).status === 410)
    expect((await post(`${link}/link`)).status).toBe(202)
    await until('the task asks', async () => (await chat.task()).escalate?.video?.asksForLink === true)
    await chat.types('/video new')
    expect((await fetch(await chat.link(2))).status).toBe(200)
    await until('it was answered', async () => (await chat.task()).escalate?.video?.asksForLink === undefined)
  })
})

describe('our Twilio client, called twice', () => {
  it('removes a participant, accepts one who left or was never there, and keeps one recording rule', async () => {
    const chat = await centre.chat()
    const { customer, roomSid } = await live(chat)
    const twilio = twilioFrom(readConfig(centre.env), () => {})
    const { participantSid } = customer
    for (let n = 0; n < 2; n++) await twilio.removeParticipant({ roomSid, participantSid })
    await twilio.removeParticipant({ roomSid, participantSid: `PA${'0'.repeat(32)}` })
    await twilio.removeParticipant({ roomSid: `RM${'0'.repeat(32)}`, participantSid })
    expect(await inRoom(chat)).toHaveLength(1)
    for (let n = 0; n < 2; n++) await twilio.record({ roomSid, isOn: true })
    expect((await rulesOf(roomSid)).rules).toHaveLength(1)
  })
})

it('a server that is stopped closes its event streams and exits within 25 s; its customer still waits', async () => {
  const chat = await centre.chat()
  const { link } = await chat.invited()
  await chat.press(link)
  const lines = await Promise.all(
    ['a', 'b', 'c'].map(async (each) => anEventStream(await fetch(`${link}/events?device=${each}`))),
  )
  await Promise.all(lines.map((each) => each.next()))
  const since = performance.now()
  centre.server.kill('SIGTERM')
  const last = await Promise.all(lines.map((each) => each.next()))
  expect(last.every((each) => each === undefined)).toBe(true)
  await centre.server.exited
  expect(performance.now() - since).toBeLessThan(25_000) // as docs/operations.md promises
  await centre.startServer()
  expect((await chat.task()).escalate).toMatchObject({ video: { state: 'waiting' } })
})

async function seatFor(answer: Response): Promise<string> {
  expect(answer.status).toBe(200)
  const { token } = (await answer.json()) as { token: string } // our own answer
  return token
}
