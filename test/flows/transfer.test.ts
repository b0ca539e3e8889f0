import { beforeAll, describe, expect, it } from 'vitest'
import { until } from '../../tools/until.ts'
import type { CallCentre } from '../support/a-call-centre.ts'
import { changes, requests } from '../support/a-case.ts'
import { aTransfer, viewIn } from '../support/a-transfer.ts'
import { theCallCentre } from '../support/the-call-centre.ts'

let centre: CallCentre
beforeAll(async () => {
  centre = await theCallCentre()
})

const unique = (() => {
  let n = 0
  return (name: string) => `${name} ${++n}`
})()

describe.concurrent('a transfer to another agent', () => {
  it('cold: the first agent leaves after the second one has accepted, not before', async () => {
    const { chat, ben, ada, ...way } = await aTransfer(centre, { attributes: { plan: 'gold' } })
    const answer = await way.toBen({ note: 'wants a refund' })
    expect(answer.status).toBe(202)
    expect(await viewIn(answer)).toMatchObject({ state: 'requested', mode: 'cold', taskSid: chat.taskSid })
    const invited = await way.invited()
    await way.offered(1, ben.sid)
    await way.written('ringing')
    expect(await way.present()).toEqual([ada.sid])
    expect(JSON.parse(invited.attributes)).toMatchObject({
      plan: 'gold',
      conversationSid: chat.conversationSid,
      transferTargetType: 'worker',
      transferTargetSid: ben.sid,
      workerSidsInConversation: [ada.sid],
      direction: 'inbound',
      escalate: { transfer: { state: 'incoming', mode: 'cold', note: 'wants a refund' } },
    })
    await way.accept()
    await way.presentAre(ben)
    await way.written('completed')
    expect((await centre.sim.task(chat.taskSid)).assignment_status).toBe('wrapping')
    const log = await centre.journal()
    const joined = log.findIndex((each) => each['change'] === 'reservation.accepted' && each['taskSid'] === invited.sid)
    const { participants } = await way.channel()
    const adas = participants.find((each) => each.routing_properties?.worker_sid === ada.sid)
    const left = log.findIndex((each) => each['change'] === 'interaction-participant.left' && each['sid'] === adas?.sid)
    expect(left).toBeGreaterThan(joined)
  })

  it('to a queue by its name in the chat works, and the command is removed from the chat', async () => {
    const name = unique('Billing')
    await centre.sim.queue(name)
    const cleo = await centre.sim.hire({ name: `${name}@example.com`, skills: [name.toLowerCase()] })
    const { chat, ...way } = await aTransfer(centre)
    await chat.types(`/transfer ${name.toUpperCase()}`)
    await way.accept(1, cleo)
    await way.presentAre(cleo)
    await way.is('completed')
    await until('the command is gone', async () => (await chat.messages()).length === 0)
  })

  it('requested fifty times at once makes one transfer and one invite; a caller without an answer may repeat', async () => {
    const { chat, ...way } = await aTransfer(centre)
    const answers = await Promise.all(Array.from({ length: 50 }, () => way.toBen()))
    const [taken, busy] = [
      answers.filter(({ status }) => status === 202),
      answers.filter(({ status }) => status !== 202),
    ]
    expect(new Set(await Promise.all(taken.map(async (each) => (await viewIn(each)).id))).size).toBe(1)
    for (const each of busy) expect(await each.json()).toMatchObject({ code: 'unavailable', retryable: true })
    await way.offered()
    expect(await way.invites()).toHaveLength(1)
    await way.accept()
    await way.is('completed')
    expect(await way.invites()).toHaveLength(1)
  })

  it('warm: both agents are there, either may leave, and the first one does', async () => {
    const { chat, ben, ada, ...way } = await aTransfer(centre)
    await way.toBen({ mode: 'warm' })
    await way.accept()
    await way.is('completed')
    await way.presentAre(ada, ben)
    const seen = await chat.call(`/transfers/participants?taskSid=${chat.taskSid}`)
    expect(await seen.json()).toMatchObject({ mayLeave: true, participants: [{}, { isSelf: true }, { kind: 'agent' }] })
    const bensTask = (await way.invited()).sid
    const bens = await centre.sim.flexToken(ben.sid)
    const bensView = await chat.call(`/transfers/participants?taskSid=${bensTask}`, undefined, bens)
    expect(await bensView.json()).toMatchObject({ mayLeave: true })
    const left = await chat.call('/transfers/leave', { taskSid: chat.taskSid })
    expect(left.status).toBe(202)
    expect(await left.json()).toEqual({ left: true, closed: false })
    await way.presentAre(ben)
    expect((await way.channel()).status).toBe('active')
  })

  it('warm: the first agent removes the second one again', async () => {
    const { chat, ada, ...way } = await aTransfer(centre)
    await way.toBen({ mode: 'warm' })
    await way.accept()
    await way.is('completed')
    const { participants } = (await (await chat.call(`/transfers/participants?taskSid=${chat.taskSid}`)).json()) as {
      participants: { participantSid: string; isRemovable: boolean }[]
    } // our own answer
    const [removable] = participants.filter((each) => each.isRemovable)
    const { participantSid } = removable ?? {}
    expect((await chat.call('/transfers/participants/remove', { taskSid: chat.taskSid, participantSid })).status).toBe(
      202,
    )
    await way.presentAre(ada)
  })

  it('warm: both agents leave at once, and the channel is closed once', async () => {
    const { chat, ben, ada, ...way } = await aTransfer(centre)
    await way.toBen({ mode: 'warm' })
    await way.accept()
    await way.is('completed')
    await way.presentAre(ada, ben)
    const bensTask = (await way.invited()).sid
    const bens = await centre.sim.flexToken(ben.sid)
    // Hold the first request until the second has arrived: afterwards the second would rightly be the last agent's.
    const { sid } = await way.channel()
    const path = `${sid}/Participants/UT`
    await centre.sim.fault({ kind: 'hang', product: 'flex-api', method: 'POST', path, times: 1 })
    const answers = await Promise.all([
      chat.call('/transfers/leave', { taskSid: chat.taskSid }),
      chat.call('/transfers/leave', { taskSid: bensTask }, bens),
    ])
    expect(answers.map(({ status }) => status)).toEqual([202, 202])
    const closed = await Promise.all(answers.map(async (each) => ((await each.json()) as { closed: boolean }).closed))
    expect(closed.toSorted()).toEqual([false, true])
    await until('the channel is closed', async () => (await way.channel()).status === 'closed')
    expect(changes(await centre.journal(), 'interaction-channel.closed', sid)).toHaveLength(1)
  })
})

describe.concurrent('the first agent keeps the customer when', () => {
  it('the second agent declines', async () => {
    const { ada, ...way } = await aTransfer(centre)
    await way.toBen()
    const { sid } = await way.offered()
    await centre.sim.reject(sid)
    await way.written('declined')
    await way.presentAre(ada)
    await way.nobodyIsRung()
  })

  it('the second agent does not answer', async () => {
    const { ada, ...way } = await aTransfer(centre)
    await way.toBen()
    const { sid } = await way.offered()
    await centre.sim.timeOut(sid)
    await way.is('declined')
    await way.nobodyIsRung()
    await way.presentAre(ada)
  })

  it('they cancel, which makes no write to TaskRouter’s task status; they may then transfer again', async () => {
    const { chat, ada, ...way } = await aTransfer(centre)
    const { id } = await viewIn(await way.toBen())
    await way.offered()
    await way.is('ringing')
    expect((await chat.call(`/transfers/${id}/cancel`, {})).status).toBe(202)
    await way.written('cancelled')
    await way.nobodyIsRung()
    await way.presentAre(ada)
    // A new transfer may start as soon as nobody can accept the first invite any more.
    await until('the next one is accepted', async () => (await way.toBen()).status === 202)
    await way.accept(2)
    await way.is('completed')
    const cancels = requests(await centre.journal(), 'POST', new RegExp(`/Tasks/${(await way.invited()).sid}$`))
    expect(cancels.every((each) => !JSON.stringify(each['params']).includes('AssignmentStatus'))).toBe(true)
  })

  it('nobody in a queue accepts', async () => {
    const name = unique('Nobody')
    const queue = await centre.sim.queue(name)
    const { ada, ...way } = await aTransfer(centre)
    await way.ask({ target: { queue: queue.sid } })
    await way.is('ringing')
    await centre.sim.endTask((await way.invited()).sid, 'cancel')
    await way.written('unanswered')
    await way.presentAre(ada)
  })
})
