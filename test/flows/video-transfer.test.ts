import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until } from '../../tools/until.ts'
import { aCallCentre, type CallCentre } from '../support/a-call-centre.ts'
import { live, openCase } from '../support/a-case.ts'
import { aTransfer } from '../support/a-transfer.ts'

let centre: CallCentre
let keeping: CallCentre
const env = { TRANSFER_ORDER: 'immediate', TRANSFER_TIMEOUT_SECONDS: '10', LOST_TIMEOUT_SECONDS: '4' }
beforeAll(async () => {
  centre = await aCallCentre({ env })
  keeping = await aCallCentre({ env: { ...env, UNANSWERED_VIDEO: 'keep' } })
})
afterAll(async () => {
  await centre?.stop()
  await keeping?.stop()
})

/** Ada has left at once, Ben's phone rings, and the customer is in the room. */
async function ringing(at: CallCentre) {
  const way = await aTransfer(at)
  const call = await live(way.chat)
  expect((await way.toBen()).status).toBe(202)
  const offer = await way.offered()
  await until('Ada is released', async () => (await way.present()).length === 0)
  const here = async () => {
    const [room] = await way.chat.rooms()
    return room?.participants.filter(({ status }) => status === 'connected').map(({ identity }) => identity) ?? []
  }
  const room = async () => (await way.chat.rooms())[0]?.status
  return { ...way, ...call, offer, here, room }
}

describe('a video whose agent has left', () => {
  it('stays open while another agent is invited, and ends as nobody-took-over when that agent declines', async () => {
    const { chat, offer, here, room, link, customer } = await ringing(centre)
    await until('Ada is out of the room', async () => (await here()).length === 1)
    expect(await here()).toEqual([customer.identity])
    expect(await room()).toBe('in-progress')
    await chat.saying('handed-over')
    const shown = (await (await fetch(`${link}/state`)).json()) as object // our own answer
    expect(shown).toMatchObject({ link: 'open', connecting: {} })
    await centre.sim.reject(offer.sid)
    await chat.closed()
    expect(await chat.saying('ended')).toMatchObject({ reason: 'nobody-took-over', joined: true })
    const after = (await (await fetch(`${link}/state`)).json()) as object
    expect(after).toMatchObject({ link: 'ended', why: 'nobody-took-over' })
  })

  it('stays open with UNANSWERED_VIDEO=keep, and then ends as left-alone', async () => {
    const { chat, offer, here, room } = await ringing(keeping)
    await keeping.sim.reject(offer.sid)
    await until('Ada is out of the room', async () => (await here()).length === 1)
    expect(await room()).toBe('in-progress')
    await chat.closed()
    expect(await chat.saying('ended')).toMatchObject({ reason: 'left-alone' })
  })

  it('goes on with the agent who accepts', async () => {
    const { chat, ben, offer, here, id, room } = await ringing(centre)
    await until('Ada is out of the room', async () => (await here()).length === 1)
    await centre.sim.accept(offer.sid)
    const seat = await until('Ben gets a seat', async () => {
      const answer = await chat.call(`/escalations/${id}/seat`, {}, ben.token)
      return answer.ok && ((await answer.json()) as { token: string }) // the agent API's own answer
    })
    await centre.sim.connect(seat.token)
    await until('both are there', async () => (await here()).length === 2)
    await centre.settled()
    expect(await room()).toBe('in-progress')
  })
})

describe('a transfer by Flex itself, known only from TaskRouter', () => {
  it('takes the video along, and the next agent’s task ends it', async () => {
    const { chat, ben, channel } = await aTransfer(centre)
    const call = await live(chat)
    const { sid, interactionSid } = await channel()
    const properties = {
      workspace_sid: centre.env['TWILIO_WORKSPACE_SID'],
      worker_sid: ben.sid,
      task_channel_unique_name: 'chat',
      workflow_sid: centre.env['TWILIO_TRANSFER_WORKFLOW_SID'],
      attributes: { transferTargetType: 'worker', transferTargetSid: ben.sid },
    }
    await centre.rest(`/flex-api/v1/Interactions/${interactionSid}/Channels/${sid}/Invites`, {
      Routing: JSON.stringify({ properties }),
    })
    const offer = await until('it rings at Ben', async () =>
      (await channel()).invites
        .flatMap(({ task }) => task.reservations.map((each) => ({ ...each, taskSid: task.sid })))
        .find((each) => each.worker_sid === ben.sid && each.reservation_status === 'pending'),
    )
    await centre.sim.accept(offer.sid)
    const bens = openCase({
      sim: centre.sim,
      serverUrl: centre.serverUrl,
      chat: { ...chat, taskSid: offer.taskSid, workerSid: ben.sid },
      token: ben.token,
    })
    await bens.saying('live')
    await bens.agentSits(call.id)
    await chat.ends('wrapup')
    await chat.saying('handed-over')
    await until('Ada is out', async () => {
      const [room] = await chat.rooms()
      return room?.participants.find(({ identity }) => identity === call.agent.identity)?.status === 'disconnected'
    })
    expect((await chat.call(`/escalations/${call.id}/seat`, {})).status).toBe(403)
    expect((await chat.rooms())[0]?.status).toBe('in-progress')
    await bens.ends('wrapup')
    await chat.closed()
    expect(await bens.saying('ended')).toMatchObject({ joined: true })
  })
})
