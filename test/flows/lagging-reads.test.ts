import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { until } from '../../tools/until.ts'
import type { CallCentre } from '../support/a-call-centre.ts'
import { live } from '../support/a-case.ts'
import { aTransfer } from '../support/a-transfer.ts'
import { lagOfThisRun } from '../support/lag-of-this-run.ts'
import { theCallCentre } from '../support/the-call-centre.ts'

let centre: CallCentre
beforeAll(async () => {
  centre = await theCallCentre()
})
afterEach(async () => {
  await Promise.all([centre.sim.lagReads(lagOfThisRun), centre.sim.noWebhookFaults(), centre.sim.noFaults()])
})

describe('while Twilio’s reads lag 2 s behind its writes', () => {
  it('a transfer that is cancelled at once stops ringing', async () => {
    await centre.sim.lagReads(2_000)
    const { chat, ada, ...way } = await aTransfer(centre)
    await way.toBen()
    const { id } = await way.is('ringing')
    await chat.call(`/transfers/${id}/cancel`, {})
    await way.is('cancelled')
    await way.nobodyIsRung()
    await way.presentAre(ada)
  })

  it('an accepted transfer releases the first agent', async () => {
    await centre.sim.lagReads(2_000)
    const { ben, ...way } = await aTransfer(centre)
    await way.toBen()
    await way.accept()
    await way.is('completed')
    await way.presentAre(ben)
  })

  it('a command works whose agent’s acceptance no webhook reported', async () => {
    await centre.sim.lagReads(2_000)
    await centre.sim.webhookFault({ kind: 'drop', event: '^reservation\\.' })
    const chat = await centre.chat({}, false)
    await chat.invited()
    expect(await chat.rooms()).toHaveLength(1)
  })

  it('an invite whose answer was lost is posted once, and a second agent is invited once', async () => {
    const { chat, ...way } = await aTransfer(centre)
    await centre.sim.lagReads(4_000)
    await centre.sim.fault({ kind: 'lose-answer', method: 'POST', path: '/Messages$', times: 1 })
    await centre.sim.fault({ kind: 'lose-answer', method: 'POST', path: '/Invites$', times: 1 })
    await Promise.all([chat.types('/video'), way.toBen()])
    await chat.saying('invited')
    await way.is('ringing')
    expect(await chat.invites()).toHaveLength(1)
    expect(await way.invites()).toHaveLength(1)
  })

  it('a command is removed from the chat', async () => {
    await centre.sim.lagReads(2_000)
    const chat = await centre.chat()
    await chat.invited()
    await until('only the invite is left', async () => (await chat.messages()).length === 1)
  })

  it('the first agent may leave as soon as another agent is there, and is not refused as the last one', async () => {
    const { chat, ben, ...way } = await aTransfer(centre)
    await centre.sim.lagReads(2_000)
    await way.toBen({ mode: 'warm' })
    await way.accept()
    await way.is('completed')
    const answer = await chat.call('/transfers/leave', { taskSid: chat.taskSid })
    expect([answer.status, await answer.json()]).toEqual([202, { left: true, closed: false }])
    await way.presentAre(ben)
  })

  it('a video begins, is live and ends', async () => {
    await centre.sim.lagReads(2_000)
    const chat = await centre.chat()
    await live(chat)
    await chat.ends('wrapup')
    await chat.closed()
    expect(await chat.rooms()).toHaveLength(1)
  })
})

describe('while Twilio’s reads show a change 2 s later', () => {
  it('a video begins, is live and ends with one room and one invite', async () => {
    await centre.sim.lagChanges(2_000)
    const chat = await centre.chat()
    await live(chat)
    await chat.ends('wrapup')
    await chat.closed()
    expect(await chat.rooms()).toHaveLength(1)
    expect(await chat.invites()).toHaveLength(1)
  })

  it('an accepted transfer releases the first agent after one invite', async () => {
    await centre.sim.lagChanges(2_000)
    const { ben, ...way } = await aTransfer(centre)
    await way.toBen()
    await way.accept()
    await way.is('completed')
    await way.presentAre(ben)
    expect(await way.invites()).toHaveLength(1)
  })

  it('attributes that another integration writes during the video are kept', async () => {
    await centre.sim.lagChanges(2_000)
    const chat = await centre.chat()
    const { workspace_sid: workspace, attributes } = await taskOf(chat.taskSid)
    const path = `/taskrouter/v1/Workspaces/${workspace}/Tasks/${chat.taskSid}`
    const before = JSON.parse(attributes) as object
    await centre.rest(path, { Attributes: JSON.stringify({ ...before, crm: { ticket: 4711 } }) })
    await live(chat)
    await centre.settled()
    expect(JSON.parse((await taskOf(chat.taskSid)).attributes)).toMatchObject({
      crm: { ticket: 4711 },
      escalate: { video: { state: 'live' } },
    })
  })
})

type Task = { readonly workspace_sid: string; readonly attributes: string }
const taskOf = (sid: string): Promise<Task> => centre.sim.call<Task>('GET', `/tasks/${sid}`)
