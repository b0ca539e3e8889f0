import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { until } from '../../tools/until.ts'
import type { CallCentre } from '../support/a-call-centre.ts'
import { type Case, changes } from '../support/a-case.ts'
import { viewIn } from '../support/a-view.ts'
import { theCallCentre } from '../support/the-call-centre.ts'

let centre: CallCentre
beforeAll(async () => {
  centre = await theCallCentre()
})
afterEach(() => centre.sim.noFaults())

const failed = (chat: Case, id: string) =>
  until('the video has failed', async () => {
    const view = await viewIn(await chat.call(`/escalations/${id}`))
    return view.state === 'failed' && view
  })
const raw = async (chat: Case) => (await centre.sim.task(chat.taskSid)).attributes

describe('when the account', () => {
  it('allows no more rooms, the video fails with Twilio’s code 53119, the task is unchanged, and no message is posted', async () => {
    const chat = await centre.chat({ attributes: { vip: true } })
    const before = await raw(chat)
    await centre.sim.fault({
      kind: 'status',
      status: 400,
      code: 53119,
      product: 'video',
      method: 'POST',
      path: 'Rooms$',
    })
    const { id } = await viewIn(await chat.start())
    const view = await failed(chat, id)
    expect(view.outcome?.reason).toBe('failed: room.create (53119)')
    await centre.settled()
    expect(await raw(chat)).toBe(before)
    expect(await chat.rooms()).toEqual([])
    expect(await chat.messages()).toEqual([])
  })

  it('refuses to write the task, no room stays open and no message is posted', async () => {
    const chat = await centre.chat({ attributes: { vip: true } })
    const before = await raw(chat)
    await centre.sim.fault({ kind: 'status', status: 403, product: 'taskrouter', method: 'POST', path: chat.taskSid })
    const { id } = await viewIn(await chat.start())
    const view = await failed(chat, id)
    expect(view.outcome?.reason).toMatch(/^failed: task\.annotate/)
    await centre.settled()
    expect(await raw(chat)).toBe(before)
    expect(await chat.messages()).toEqual([])
    const rooms = await chat.rooms()
    expect(rooms.every(({ status }) => status === 'completed')).toBe(true)
    for (const { sid } of rooms) expect(changes(await centre.journal(), 'room.completed', sid)).toHaveLength(1)
  })

  it('refuses to post messages, the room is completed and the task is unchanged', async () => {
    const chat = await centre.chat({ attributes: { vip: true } })
    const before = await raw(chat)
    const path = `${chat.conversationSid}/Messages$`
    await centre.sim.fault({ kind: 'status', status: 403, product: 'conversations', method: 'POST', path })
    const { id } = await viewIn(await chat.start())
    const view = await failed(chat, id)
    expect(view.outcome?.reason).toMatch(/^failed: invite\.post/)
    await centre.settled()
    expect(await chat.rooms()).toMatchObject([{ status: 'completed' }])
    expect(await raw(chat)).toBe(before)
    expect(await chat.messages()).toEqual([])
  })

  it('refuses one room, the agent’s next /video invites the customer', async () => {
    const chat = await centre.chat()
    await centre.sim.fault({ kind: 'status', status: 400, code: 53119, product: 'video', method: 'POST', times: 1 })
    const { id } = await viewIn(await chat.start())
    await failed(chat, id)
    await chat.types('/video')
    const link = await chat.link()
    await chat.saying('invited')
    expect(await chat.id()).not.toBe(id)
    expect((await fetch(link)).status).toBe(200)
    expect(await chat.rooms()).toHaveLength(1)
  })
})
