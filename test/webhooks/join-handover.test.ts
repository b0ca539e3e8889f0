import { describe, expect, it } from 'vitest'
import { seatIdentity } from '../../src/access/seat.ts'
import type { Fact } from '../../src/core/facts.ts'
import { participants } from '../support/a-house.ts'
import { problemIn } from '../support/a-problem.ts'
import { viewIn } from '../support/a-view.ts'
import { anAssignment, conversationSid, sid } from '../support/an-assignment.ts'
import { anOpenVideo } from '../support/an-open-video.ts'

const bens = anAssignment({
  taskSid: sid('WT', 2),
  reservationSid: sid('WR', 2),
  workerSid: participants.ben.workerSid,
  identity: 'ben',
  displayName: 'Ben',
})

/** Ada and the customer are in the room; Ben has accepted and Ada is released. Ben has not joined yet. */
async function handedOver(environment: Readonly<Record<string, string>> = {}) {
  const video = await anOpenVideo(environment)
  const { house, id } = video
  const page = await video.pass()
  await video.comes('agent')
  await video.sits({ device: 'phone', isConsenting: true })
  await video.comes('customer')
  await house.accepts(bens)
  const { taskSid, reservationSid } = anAssignment()
  const gone = { taskSid, reservationSid, how: 'reservation.wrapup' }
  const over: Fact = { type: 'assignment.closed', id: 'over', key: conversationSid, at: Date.now(), ...gone }
  await house.receives(over)
  await house.work()
  const ben = house.as('ben')
  /** Twilio's callback: Ben is in the room. */
  const bensComes = () => {
    const came: Fact = {
      type: 'participant.connected',
      id: 'ben-comes',
      key: conversationSid,
      at: Date.now(),
      roomSid: sid('RM', 1),
      roomName: `${id}-g1`,
      participantSid: sid('PA', 0xb1),
      identity: seatIdentity('agent', id, participants.ben.workerSid),
    }
    return house.receives(came)
  }
  return { ...video, page, ben, bensComes }
}

describe('after a transfer to another agent', () => {
  it('the first agent gets no seat, no renewal, no command, no window and no page (403)', async () => {
    const { ada, id, page, sits, send, look } = await handedOver()
    const refused = { status: 403, code: 'handed-over' }
    expect(await problemIn(await ada.post(`/escalations/${id}/seat`))).toMatchObject(refused)
    expect(await problemIn(await ada.post(`/escalations/${id}/end`))).toMatchObject(refused)
    expect(await problemIn(await ada.post(`/escalations/${id}/resend`))).toMatchObject(refused)
    expect(await problemIn(await sits({}, page))).toMatchObject(refused)
    for (const command of ['end', 'remove', 'mute', 'resend'])
      expect(await problemIn(await send('command', { command }, page))).toMatchObject(refused)
    expect(await problemIn(await send('window', {}, page))).toMatchObject(refused)
    expect((await look(page)).status).toBe(403)
  })

  it('the first agent reads "handed-over" on the page and from the API', async () => {
    const { ada, id, page, sees } = await handedOver()
    expect(await sees('', page)).toMatchObject({ link: 'handed-over', isRoomOpen: false })
    expect(await viewIn(await ada.get(`/escalations/${id}`))).toEqual({
      id,
      conversationSid,
      taskSid: anAssignment().taskSid,
      state: 'handed-over',
      linkRevoked: false,
    })
    expect(await viewIn(await ada.get(`/escalations?taskSid=${anAssignment().taskSid}`))).toMatchObject({
      state: 'handed-over',
    })
  })

  it('the next agent finds the video by their task, and gets a seat of their own in the same room', async () => {
    const { ben, id, identities } = await handedOver()
    const view = await viewIn(await ben.get(`/escalations?taskSid=${bens.taskSid}`))
    expect(view).toMatchObject({ id, taskSid: bens.taskSid, state: 'live', roomSid: sid('RM', 1) })
    const seat = (await (await ben.post(`/escalations/${id}/seat`)).json()) as { roomSid: string; identity: string }
    expect(seat.roomSid).toBe(sid('RM', 1))
    expect(seat.identity).toBe(seatIdentity('agent', id, participants.ben.workerSid))
    expect(seat.identity).not.toBe(identities.agent)
  })

  it('the customer’s page has the next agent’s display name while they connect and when they are there', async () => {
    const { ben, bensComes, id, sees } = await handedOver()
    expect(await sees()).toMatchObject({ connecting: { name: 'Ben' }, isAgentHere: false, agentName: 'Ben' })
    await ben.post(`/escalations/${id}/seat`)
    await bensComes()
    const seen = await sees()
    expect(seen).toMatchObject({ isAgentHere: true })
    expect(seen['agentNames']).toEqual({ [seatIdentity('agent', id, participants.ben.workerSid)]: 'Ben' })
    expect(seen).not.toHaveProperty('connecting')
  })

  it('a customer who rejoins meanwhile waits (425) until the next agent is in the room', async () => {
    const { ben, bensComes, goes, id, sits } = await handedOver({ WAITING_ROOM: 'true' })
    await goes('customer')
    expect(await problemIn(await sits({ device: 'phone' }))).toMatchObject({ status: 425, code: 'agent-not-here' })
    await ben.post(`/escalations/${id}/seat`)
    await bensComes()
    expect((await sits({ device: 'phone' })).status).toBe(200)
  })

  it('both tasks are written, and the first agent’s removal from the room is requested', async () => {
    const { ben, bensComes, house, id } = await handedOver()
    await ben.post(`/escalations/${id}/seat`)
    await bensComes()
    await house.work()
    const written = house.twilio.calls.flatMap(({ to, with: what }) =>
      to === 'annotateTask' ? [what as { taskSid: string; parts: { video: { id: string; state: string } } }] : [],
    )
    const last = (taskSid: string) => written.findLast((each) => each.taskSid === taskSid)?.parts.video
    expect(last(anAssignment().taskSid)).toEqual({ id, state: 'handed-over' })
    expect(last(bens.taskSid)).toMatchObject({ id, state: 'live' })
    expect(house.asked()).toContain('participant.remove')
  })
})
