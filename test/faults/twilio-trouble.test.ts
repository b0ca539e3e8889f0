import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until } from '../../tools/until.ts'
import { aCallCentre, type CallCentre } from '../support/a-call-centre.ts'
import { type Case, changes, requests } from '../support/a-case.ts'

let centre: CallCentre
beforeAll(async () => {
  centre = await aCallCentre({ env: { TWILIO_TIMEOUT_MS: '500' } })
})
afterAll(() => centre?.stop())

const troubles = [
  ['answers 500', { kind: 'status', status: 500 }],
  ['answers 429', { kind: 'status', status: 429 }],
  ['cuts the line before the work', { kind: 'refuse' }],
  ['does it and answers 503', { kind: 'lose-answer' }],
  ['does it and cuts the line', { kind: 'drop-connection' }],
  ['does it and never answers', { kind: 'hang-after' }],
  ['does it and answers with a page of HTML', { kind: 'garbage' }],
] as const
type Fault = (typeof troubles)[number][1]

// What a conversation's calls are told by. A room's creation names nobody in its path: one at a time has that fault.
const calls = {
  'write the task': ({ taskSid }: Case) => ({ product: 'taskrouter', method: 'POST', path: `${taskSid}$` }),
  'post the invite': ({ conversationSid }: Case) => ({
    product: 'conversations',
    method: 'POST',
    path: `${conversationSid}/Messages$`,
  }),
} as const

let turn: Promise<unknown> = Promise.resolve()
/** One after the other: whatever asks for a room while a fault waits for such a request would be hit instead. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = turn.then(work, work)
  turn = mine.catch(() => {})
  return mine
}

async function asksForRoom(chat: Case, fault?: Fault): Promise<void> {
  await inTurn(async () => {
    if (fault) await centre.sim.fault({ ...fault, product: 'video', method: 'POST', path: '/Rooms$', times: 1 })
    const after = await centre.last()
    await chat.types('/video')
    await until('a room was asked for', async () =>
      requests(await centre.journal(after), 'POST', /^video\/v1\/Rooms$/).some(
        ({ fault: hit }) => (hit === undefined) === (fault === undefined),
      ),
    )
  })
}

/** A trouble that struck nobody would prove nothing. */
async function expectStruck({ kind }: Fault, path: string): Promise<void> {
  const struck = (await centre.journal()).filter((each) => each['fault'] === kind && each.kind === 'request')
  expect(struck.filter((each) => String(each['path']).includes(path.replace('$', '')))).toHaveLength(1)
}

/** However it went: one room, one invite, the task in order; and at the end the room is completed, once. */
async function expectOneOfEach(chat: Case): Promise<void> {
  const link = await chat.link()
  await chat.saying('invited')
  expect(await chat.rooms()).toMatchObject([{ status: 'in-progress' }])
  await chat.agentSits(await chat.id())
  await chat.customerSits(link)
  await chat.saying('live')
  await chat.ends('wrapup')
  const [room, ...others] = await chat.closed()
  expect(others).toEqual([])
  await chat.saying('ended')
  expect(changes(await centre.journal(), 'room.completed', room?.sid)).toHaveLength(1)
  expect(await chat.invites()).toHaveLength(1)
}

describe.concurrent('when Twilio is asked to', () => {
  describe.concurrent('create the room', () => {
    it.each(troubles)('and %s, there is one room and one invite', async (_, fault) => {
      const chat = await centre.chat()
      await asksForRoom(chat, fault)
      await expectOneOfEach(chat)
    })
  })

  describe.concurrent.each(Object.entries(calls))('%s', (_, requestOf) => {
    it.each(troubles)('and %s, there is one room and one invite', async (__, fault) => {
      const chat = await centre.chat()
      const request = requestOf(chat)
      await centre.sim.fault({ ...fault, ...request, times: 1 })
      await asksForRoom(chat)
      await expectOneOfEach(chat)
      await expectStruck(fault, request.path)
    })
  })

  describe.concurrent('complete the room', () => {
    it.each(troubles)('and %s, it is completed once', async (_, fault) => {
      const chat = await centre.chat()
      await asksForRoom(chat)
      await chat.saying('invited')
      const [room] = await chat.rooms()
      await centre.sim.fault({ ...fault, product: 'video', method: 'POST', path: `${room?.sid}$`, times: 1 })
      await expectOneOfEach(chat)
      await expectStruck(fault, `${room?.sid}$`)
    })
  })

  describe.concurrent('read the room back', () => {
    it.each(troubles)('and %s, it is completed and known to be', async (_, fault) => {
      const chat = await centre.chat()
      await asksForRoom(chat)
      await chat.saying('invited')
      const [room] = await chat.rooms()
      await centre.sim.fault({ ...fault, product: 'video', method: 'GET', path: `${room?.sid}$`, times: 1 })
      await expectOneOfEach(chat)
      await expectStruck(fault, `${room?.sid}$`)
    })
  })

  describe.concurrent('take the command out of the chat', () => {
    it.each(troubles)('and %s, it is gone in the end', async (_, fault) => {
      const chat = await centre.chat()
      const path = `${chat.conversationSid}/Messages/`
      await centre.sim.fault({ ...fault, product: 'conversations', method: 'DELETE', path, times: 1 })
      await asksForRoom(chat)
      await chat.saying('invited')
      await until('only the invite is left', async () => (await chat.messages()).length === 1)
      await expectStruck(fault, path)
    })
  })
})
