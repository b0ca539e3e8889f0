import { beforeAll, describe, expect, it } from 'vitest'
import { until } from '../../tools/until.ts'
import type { CallCentre } from '../support/a-call-centre.ts'
import { changes, requests } from '../support/a-case.ts'
import { problemIn } from '../support/a-problem.ts'
import { type ATransfer, aTransfer, viewIn } from '../support/a-transfer.ts'
import { theCallCentre } from '../support/the-call-centre.ts'

let centre: CallCentre
beforeAll(async () => {
  centre = await theCallCentre()
})

const nowhere = (prefix: string) => `${prefix}${'e'.repeat(32)}`

/** No write about this conversation reached Twilio. */
async function expectUntouched(way: ATransfer): Promise<void> {
  await centre.settled()
  const { sid } = await way.channel()
  const log = await centre.journal()
  expect(requests(log, 'POST', new RegExp(`${sid}|${way.chat.taskSid}|${way.chat.conversationSid}`))).toEqual([])
  expect(await way.invites()).toEqual([])
}

describe('a transfer is refused, and no invite is made, for', () => {
  const bodies: Readonly<Record<string, [object, number, string]>> = {
    'an unknown worker': [{ target: { worker: nowhere('WK') } }, 404, 'unknown-target'],
    'an unknown queue': [{ target: { queue: nowhere('WQ') } }, 404, 'unknown-target'],
    'an unknown task': [{ taskSid: nowhere('WT'), target: { queue: nowhere('WQ') } }, 404, 'unknown-task'],
    'a queue where a worker should be': [{ target: { worker: nowhere('WQ') } }, 400, 'invalid'],
    'a worker and a queue': [{ target: { worker: nowhere('WK'), queue: nowhere('WQ') } }, 400, 'invalid'],
    'no target': [{}, 400, 'invalid'],
    'a task SID that is none': [{ taskSid: '../Tasks', target: { queue: nowhere('WQ') } }, 400, 'invalid'],
    'an unknown mode': [{ mode: 'hot', target: { queue: nowhere('WQ') } }, 400, 'invalid'],
    'attributes in the body': [{ attributes: { vip: true }, target: { queue: nowhere('WQ') } }, 400, 'invalid'],
  }
  it.each(Object.entries(bodies))('%s', async (_, [body, status, code]) => {
    const way = await aTransfer(centre)
    const answer = await way.ask(body)
    expect(await problemIn(answer)).toMatchObject({ status, code, retryable: false })
    await expectUntouched(way)
  })

  it.each([
    ['a note of 1,001 characters', 'x'.repeat(1_001), 'note-too-long'],
    ['a note with markup', '<img src=x>', 'note-markup'],
  ])('%s, next to the name or after it', async (_, note, code) => {
    const way = await aTransfer(centre)
    expect(await problemIn(await way.toBen({ note }))).toMatchObject({ status: 422, code })
    const typed = { target: { name: `${way.ben.fullName} -- ${note}` } }
    expect(await problemIn(await way.ask(typed))).toMatchObject({ status: 422, code })
    await expectUntouched(way)
  })

  it('the agent themselves', async () => {
    const way = await aTransfer(centre)
    const answer = await way.ask({ target: { worker: way.ada.sid } })
    expect(await problemIn(answer)).toMatchObject({ status: 422, code: 'self-target' })
    await expectUntouched(way)
  })

  it('an agent who is not available', async () => {
    const way = await aTransfer(centre)
    await centre.sim.activity(way.ben.sid, 'Offline')
    expect(await problemIn(await way.toBen())).toMatchObject({ status: 409, code: 'target-unavailable' })
    await expectUntouched(way)
  })

  it('a task of another agent', async () => {
    const way = await aTransfer(centre)
    const answer = await way.toBen({}, await centre.sim.flexToken(way.ben.sid))
    expect(await problemIn(answer)).toMatchObject({ status: 403, code: 'not-your-task' })
    await expectUntouched(way)
  })

  it('a task in wrap-up', async () => {
    const way = await aTransfer(centre)
    const { sid, participants, interactionSid } = await way.channel()
    const agent = participants.find((each) => each.routing_properties)
    const path = `/flex-api/v1/Interactions/${interactionSid}/Channels/${sid}/Participants/${agent?.sid}`
    await centre.rest(path, { Status: 'wrapup' })
    expect(await problemIn(await way.toBen())).toMatchObject({ status: 409, code: 'task-not-assigned' })
    expect(await way.invites()).toEqual([])
  })

  it('a task that nobody has accepted', async () => {
    const way = await aTransfer(centre)
    const { taskSid, conversationSid } = await centre.sim.chat({ workerSid: way.ada.sid })
    expect(await problemIn(await way.toBen({ taskSid }))).toMatchObject({ status: 409, code: 'task-not-assigned' })
    const { invites } = await centre.sim.channel(conversationSid)
    expect(invites.map(({ task }) => task.sid)).toEqual([taskSid])
  })

  it('a task that is over', async () => {
    const way = await aTransfer(centre)
    await way.chat.ends('complete')
    expect(await problemIn(await way.toBen())).toMatchObject({ status: 409, code: 'task-closed' })
    expect(await way.invites()).toEqual([])
  })

  it('an agent who is already in the conversation', async () => {
    const way = await aTransfer(centre)
    await way.toBen({ mode: 'warm' })
    await way.accept()
    await way.is('completed')
    expect(await problemIn(await way.toBen())).toMatchObject({ status: 409, code: 'already-in-conversation' })
    expect(await way.invites()).toHaveLength(1)
  })

  it('a second target or another mode while the first one rings; an accepted transfer cannot be cancelled', async () => {
    const way = await aTransfer(centre)
    const cleo = await centre.hire()
    const { id } = await viewIn(await way.toBen())
    expect(await problemIn(await way.ask({ target: { worker: cleo.sid } }))).toMatchObject({
      status: 409,
      code: 'transfer-pending',
    })
    expect(await problemIn(await way.toBen({ mode: 'warm' }))).toMatchObject({ status: 409, code: 'transfer-pending' })
    expect((await viewIn(await way.toBen())).id).toBe(id)
    await way.accept()
    await way.is('completed')
    const bens = await centre.sim.flexToken(way.ben.sid)
    const late = await way.chat.call(`/transfers/${id}/cancel`, {}, bens)
    expect(await problemIn(late)).toMatchObject({ status: 409, code: 'transfer-over' })
    expect(await way.invites()).toHaveLength(1)
  })

  it('an unknown id (404), read or cancelled', async () => {
    const { chat } = await aTransfer(centre)
    for (const id of ['tr-none', `tr-${chat.conversationSid.slice(2)}-0`]) {
      expect(await problemIn(await chat.call(`/transfers/${id}`))).toMatchObject({
        status: 404,
        code: 'unknown-transfer',
      })
      expect((await chat.call(`/transfers/${id}/cancel`, {})).status).toBe(404)
    }
  })
})

describe('participants', () => {
  it('an agent cannot remove themselves, the customer or an unknown participant, or leave as the last agent', async () => {
    const way = await aTransfer(centre)
    const { chat } = way
    const { participants } = await way.channel()
    const remove = (participantSid = '') =>
      chat.call('/transfers/participants/remove', { taskSid: chat.taskSid, participantSid })
    const self = participants.find((each) => each.type === 'agent')
    const customer = participants.find((each) => each.type === 'customer')
    expect(await problemIn(await remove(self?.sid))).toMatchObject({ status: 409, code: 'self-removal' })
    expect(await problemIn(await remove(customer?.sid))).toMatchObject({ status: 409, code: 'not-removable' })
    expect(await problemIn(await remove(nowhere('UT')))).toMatchObject({ status: 404, code: 'unknown-target' })
    const left = await chat.call('/transfers/leave', { taskSid: chat.taskSid })
    expect(await problemIn(left)).toMatchObject({ status: 409, code: 'last-agent' })
    await expectUntouched(way)
  })

  it('the only agent may leave while an invite rings: the channel stays open, and the invite can be accepted', async () => {
    const way = await aTransfer(centre)
    const { chat } = way
    await way.toBen()
    await way.offered()
    await way.is('ringing')
    const seen = await chat.call(`/transfers/participants?taskSid=${chat.taskSid}`)
    expect(await seen.json()).toMatchObject({ mayLeave: true, transfer: { state: 'ringing' } })
    const left = await chat.call('/transfers/leave', { taskSid: chat.taskSid })
    expect(await left.json()).toEqual({ left: true, closed: false })
    await way.presentAre()
    expect((await way.channel()).status).toBe('active')
    await way.accept()
    await way.presentAre(way.ben)
  })
})

describe('in the chat', () => {
  const refusedOn = (way: ATransfer) =>
    until('the agent reads why not', async () => {
      const { escalate } = await way.chat.task()
      return escalate?.refused
    })

  it('an unknown name is answered on the task with similar names, and the command is removed from the chat', async () => {
    const way = await aTransfer(centre)
    await centre.sim.queue('Lost Property')
    await way.chat.types('/transfer property')
    expect(await refusedOn(way)).toEqual({
      code: 'unknown-target',
      message: 'No agent or queue matches “property”.',
      found: ['Lost Property'],
    })
    await until('the command is gone', async () => (await way.chat.messages()).length === 0)
    expect(await way.invites()).toEqual([])
  })

  it('an ambiguous name is answered on the task with all matches, until the full name is typed', async () => {
    const way = await aTransfer(centre)
    await centre.sim.queue('Garden Nord')
    await centre.sim.queue('Garden Süd')
    await way.chat.types('/transfer garden')
    const { found } = (await refusedOn(way)) as { found: string[] } // written by the feature
    expect(found.toSorted()).toEqual(['Garden Nord', 'Garden Süd'])
    await way.chat.types('/transfer GARDEN süd')
    await way.is('ringing')
    await until('the refusal is gone', async () => (await way.chat.task()).escalate?.refused === undefined)
  })

  it('a customer’s /transfer stays a message and makes no invite', async () => {
    const way = await aTransfer(centre)
    await centre.sim.say(way.chat.conversationSid, 'customer', `/transfer ${way.ben.fullName}`)
    await centre.settled()
    expect(await way.invites()).toEqual([])
    expect(await way.chat.messages()).toHaveLength(1)
    expect(changes(await centre.journal(), 'invite.created', (await way.channel()).sid)).toEqual([])
  })
})
