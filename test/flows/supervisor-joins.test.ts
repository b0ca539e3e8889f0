import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until } from '../../tools/until.ts'
import { aCallCentre, type CallCentre } from '../support/a-call-centre.ts'
import { type Case, live } from '../support/a-case.ts'
import { problemIn } from '../support/a-problem.ts'

let centre: CallCentre
let sue: { readonly sid: string; readonly token: string }
beforeAll(async () => {
  // A participant who is alone ends nothing here.
  centre = await aCallCentre({ env: { LOST_TIMEOUT_SECONDS: '0' } })
  sue = await centre.hire(['supervisor'])
})
afterAll(() => centre?.stop())

const here = async (chat: Case) =>
  (await chat.rooms())
    .flatMap(({ participants }) => participants.filter(({ status }) => status === 'connected'))
    .map(({ identity }) => identity.split('-')[0])
    .sort()

/** Presses Join on the supervisor page, and then on the join page. */
async function joins(chat: Case, id: string) {
  const answer = await chat.call(`/supervisor/escalations/${id}/join`, {}, sue.token)
  expect(answer.status).toBe(201)
  const { url } = (await answer.json()) as { url: string } // our own answer
  const seat = (await (await chat.press(url)).json()) as { token: string; identity: string }
  return { url, seat, ...(await centre.sim.connect(seat.token)) }
}

type Page = { readonly isSupervisorHere: boolean; readonly isAgentHere: boolean }
const pageOf = async (link: string) => (await (await fetch(`${link}/state`)).json()) as Page // a PageState

describe('a supervisor who joins a live call', () => {
  it('is the third in the room, which the customer’s page shows until they leave, and the video stays live', async () => {
    const chat = await centre.chat()
    const { link, id, roomSid } = await live(chat)
    const supervisor = await joins(chat, id)
    expect(supervisor.seat.identity).toMatch(/^supervisor-/)
    expect(await here(chat)).toEqual(['agent', 'customer', 'supervisor'])
    await until('the customer gets the notice', async () => (await pageOf(link)).isSupervisorHere)
    expect((await chat.task()).escalate?.video?.state).toBe('live')

    await centre.sim.disconnect(roomSid, supervisor.participantSid)
    await until('the page has no supervisor any more', async () => !(await pageOf(link)).isSupervisorHere)
    const lines = await timelineOf(chat, id)
    const theirs = lines.filter(({ actor }) => actor === `worker ${sue.sid}`).map(({ type }) => type)
    expect(theirs).toEqual(['seat.requested', 'participant.connected', 'participant.disconnected'])
    await chat.ends('wrapup')
    await chat.closed()
  })

  it('is disconnected with the others at wrap-up, and cannot come back', async () => {
    const chat = await centre.chat()
    const { id } = await live(chat)
    const { url } = await joins(chat, id)
    await chat.ends('wrapup')
    const rooms = await chat.closed()
    expect(rooms.flatMap(({ participants }) => participants.map(({ status }) => status))).toEqual(
      Array.from({ length: 3 }, () => 'disconnected'),
    )
    expect(await problemIn(await chat.press(url))).toMatchObject({ status: 410, code: 'ended' })
    await chat.saying('ended')
    const again = await chat.call(`/supervisor/escalations/${id}/join`, {}, sue.token)
    expect(await problemIn(again)).toMatchObject({ status: 409, code: 'ended' })
  })

  it('is removed from the room within 60 s after the others left (15 s promised)', async () => {
    const chat = await centre.chat()
    const { id, roomSid, agent, customer } = await live(chat)
    const { url } = await joins(chat, id)
    await centre.sim.disconnect(roomSid, agent.participantSid)
    await chat.saying('lost')
    await centre.sim.disconnect(roomSid, customer.participantSid)
    await until('nobody is left in the room', async () => (await here(chat)).length === 0, { withinMs: 60_000 })
    expect(await problemIn(await chat.press(url))).toMatchObject({ status: 409, code: 'nobody-in-call' })
    await chat.ends('wrapup')
    await chat.closed()
  }, 120_000)
})

async function timelineOf(chat: Case, id: string) {
  const text = await (await chat.call(`/supervisor/escalations/${id}/timeline`, undefined, sue.token)).text()
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { type: string; actor: string })
}
