import { beforeAll, describe, expect, it } from 'vitest'
import { credentials } from '../../tools/stack.ts'
import { until } from '../../tools/until.ts'
import { aCallCentre, type CallCentre } from '../support/a-call-centre.ts'
import { live } from '../support/a-case.ts'
import { aTransfer } from '../support/a-transfer.ts'

// Flex's own transfers and other plugins' invites do not report to Escalate; the video follows them.

let centre: CallCentre
beforeAll(async () => {
  centre = await aCallCentre({ env: { TRANSFER_TIMEOUT_SECONDS: '10' } })
  return () => centre.stop()
})

type Leaves = 'at-once' | 'on-acceptance'

/** Ada and the customer are in a video, and Ada transfers the chat in Flex. */
async function passedOn(leaves: Leaves) {
  const way = await aTransfer(centre)
  const call = await live(way.chat)
  const { conversationSid } = way.chat
  const to = way.ben.sid
  await centre.sim.call('POST', `/conversations/${conversationSid}/transfer`, { to, leaves })
  const room = async () => (await way.chat.rooms())[0]?.status
  return { ...way, ...call, room }
}

const task = async (taskSid: string) => {
  const { escalate } = JSON.parse((await centre.sim.task(taskSid)).attributes) as { escalate?: Escalate }
  return escalate
}
type Escalate = { readonly taskSid?: string; readonly video?: { readonly id: string; readonly state: string } }

/** Ben's own task has the video. */
const followsTo = (taskSid: string, id: string) =>
  until('the video is on the next agent’s task', async () => {
    const said = await task(taskSid)
    return said?.taskSid === taskSid && said.video?.id === id && said.video
  })

describe('a live video and Flex’s own transfer of its chat', () => {
  it.each(['at-once', 'on-acceptance'] as const)(
    'goes on with the next agent when the first one leaves %s',
    async (leaves) => {
      const { chat, ben, offered, invited, id, room } = await passedOn(leaves)
      const { sid } = await offered()
      if (leaves === 'at-once') {
        expect(await chat.saying('handed-over')).toMatchObject({ id })
        await centre.settled()
      }
      expect(await room()).toBe('in-progress')
      await centre.sim.accept(sid)
      const { sid: bens } = await invited()
      await followsTo(bens, id)
      await chat.saying('handed-over')
      expect(await room()).toBe('in-progress')
      const token = await centre.sim.flexToken(ben.sid)
      const view = await (await chat.call(`/escalations/${id}`, undefined, token)).json()
      expect(view).toMatchObject({ id, taskSid: bens })
      await centre.sim.endTask(bens, 'complete')
      await chat.closed()
    },
  )

  it('goes on with another agent of the workflow when the target declines', async () => {
    const { offered, invited, id, room } = await passedOn('at-once')
    await centre.hire()
    await centre.sim.reject((await offered()).sid)
    const next = await offered()
    await centre.sim.accept(next.sid)
    await followsTo((await invited()).sid, id)
    expect(await room()).toBe('in-progress')
  })

  it('goes on when the acceptance’s webhook is lost', async () => {
    const way = await passedOn('at-once')
    await way.chat.saying('handed-over')
    const { sid } = await way.offered()
    await centre.sim.webhookFault({ kind: 'drop', event: 'reservation.accepted', times: 1 })
    await centre.sim.accept(sid)
    await followsTo((await way.invited()).sid, way.id)
    await centre.sim.noWebhookFaults()
  })

  it('goes on with an agent whom another plugin invited with all of the old task’s attributes', async () => {
    const way = await aTransfer(centre)
    const { id } = await live(way.chat)
    const { interactionSid, sid } = await way.channel()
    const attributes = JSON.parse((await centre.sim.task(way.chat.taskSid)).attributes) as object
    const properties = {
      workspace_sid: credentials.TWILIO_WORKSPACE_SID,
      workflow_sid: credentials.TWILIO_TRANSFER_WORKFLOW_SID,
      task_channel_unique_name: 'chat',
      attributes: { ...attributes, transferTargetType: 'worker', transferTargetSid: way.ben.sid },
    }
    const Routing = JSON.stringify({ properties })
    await centre.rest(`/flex-api/v1/Interactions/${interactionSid}/Channels/${sid}/Invites`, { Routing })
    await centre.sim.endTask(way.chat.taskSid, 'wrapup')
    expect(await way.chat.saying('handed-over')).toMatchObject({ id })
    await centre.sim.accept((await way.offered()).sid)
    await followsTo((await way.invited()).sid, id)
  })

  it('ends as nobody-took-over when nobody accepts within an invite’s life', async () => {
    const { chat, link } = await passedOn('at-once')
    await chat.closed()
    expect(await chat.saying('ended')).toMatchObject({ reason: 'nobody-took-over', joined: true })
    const page = (await (await fetch(`${link}/state`)).json()) as object
    expect(page).toMatchObject({ link: 'ended' })
  })
})
