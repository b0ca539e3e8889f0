import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until } from '../../tools/until.ts'
import { aCallCentre, type CallCentre } from '../support/a-call-centre.ts'
import { type Case, changes } from '../support/a-case.ts'

let centre: CallCentre
beforeAll(async () => {
  centre = await aCallCentre({ env: { TWILIO_TIMEOUT_MS: '500' } })
})
afterAll(() => centre?.stop())

const troubles = [
  ['answers 500', { kind: 'status', status: 500 }],
  ['answers 429', { kind: 'status', status: 429 }],
  ['cuts the connection before the work', { kind: 'refuse' }],
  ['does it and answers 503', { kind: 'lose-answer' }],
  ['does it and cuts the connection', { kind: 'drop-connection' }],
  ['does it and never answers', { kind: 'hang-after' }],
  ['does it and answers with a page of HTML', { kind: 'garbage' }],
] as const
type Fault = (typeof troubles)[number][1]

// The request of one conversation that the fault strikes. The cases run in parallel and retry: none may meet another's
// fault.
const calls = {
  'create the room': ({ conversationSid }: Case) => ({
    product: 'video',
    method: 'POST',
    path: '/Rooms$',
    params: { UniqueName: conversationSid.slice(2) },
  }),
  'write the task': ({ taskSid }: Case) => ({ product: 'taskrouter', method: 'POST', path: `${taskSid}$` }),
  'post the invite': ({ conversationSid }: Case) => ({
    product: 'conversations',
    method: 'POST',
    path: `${conversationSid}/Messages$`,
  }),
} as const

type Struck = { readonly path: string; readonly params?: { readonly UniqueName: string } }

/** A fault that struck no request would prove nothing. */
async function expectStruck({ kind }: Fault, { path, params }: Struck): Promise<void> {
  const struck = async () =>
    (await centre.journal()).filter(
      (each) =>
        each.kind === 'request' &&
        each['fault'] === kind &&
        String(each['path']).includes(path.replace('$', '')) &&
        JSON.stringify(each['params']).includes(params?.UniqueName ?? ''),
    )
  // The end of the video may arrive before our own check of its room.
  await until('the trouble has struck', async () => (await struck()).length > 0)
  expect(await struck()).toHaveLength(1)
}

/** In every case: one room, one invite, the task in order; at the end the room is completed once. */
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

describe.concurrent('when Twilio has to', () => {
  describe.concurrent.each(Object.entries(calls))('%s', (_, requestOf) => {
    it.each(troubles)('and %s, there is one room and one invite', async (__, fault) => {
      const chat = await centre.chat()
      const request = requestOf(chat)
      await centre.sim.fault({ ...fault, ...request, times: 1 })
      await chat.types('/video')
      await expectOneOfEach(chat)
      await expectStruck(fault, request)
    })
  })

  describe.concurrent('complete the room', () => {
    it.each(troubles)('and %s, it is completed once', async (_, fault) => {
      const chat = await centre.chat()
      await chat.types('/video')
      await chat.saying('invited')
      const [room] = await chat.rooms()
      await centre.sim.fault({ ...fault, product: 'video', method: 'POST', path: `${room?.sid}$`, times: 1 })
      await expectOneOfEach(chat)
      await expectStruck(fault, { path: `${room?.sid}$` })
    })
  })

  describe.concurrent('read the room back', () => {
    it.each(troubles)('and %s, it is completed once and the video has ended', async (_, fault) => {
      const chat = await centre.chat()
      await chat.types('/video')
      await chat.saying('invited')
      const [room] = await chat.rooms()
      await centre.sim.fault({ ...fault, product: 'video', method: 'GET', path: `${room?.sid}$`, times: 1 })
      await expectOneOfEach(chat)
      await expectStruck(fault, { path: `${room?.sid}$` })
    })
  })

  describe.concurrent('remove the command from the chat', () => {
    it.each(troubles)('and %s, only the invite is left in the chat', async (_, fault) => {
      const chat = await centre.chat()
      const path = `${chat.conversationSid}/Messages/`
      await centre.sim.fault({ ...fault, product: 'conversations', method: 'DELETE', path, times: 1 })
      await chat.types('/video')
      await chat.saying('invited')
      await until('only the invite is left', async () => (await chat.messages()).length === 1)
      await expectStruck(fault, { path })
    })
  })
})
