import { afterEach, describe, expect, it, vi } from 'vitest'
import { aServer, started } from './a-plugin.ts'
import { aTask } from './a-task.ts'

const at = aServer()
afterEach(() => void vi.useRealTimers())

const voice = aTask(2, { taskChannelUniqueName: 'voice', attributes: {} })
const targetSid = `WK${'0'.repeat(32)}`
const answers =
  (body: object, status = 200) =>
  () =>
    new Response(JSON.stringify(body), { status })

/** A call is transferred; `done` has the actions that Flex itself got to. */
function transferring(escalate: object = {}, payload: object = { task: voice, targetSid }) {
  const { flex, invoked } = started([aTask(), voice], { server: 'https://x.example.com', ...escalate })
  const transfer = () => flex.Actions.invokeAction('TransferTask', payload)
  return { transfer, done: () => invoked.map(({ name }) => name) }
}

describe('a transfer of a call', () => {
  it.each([
    ['named as a whole', {}, { task: voice, targetSid }],
    ['named by its sid', {}, { sid: voice.sid, targetSid }],
    ['where Escalate does nothing else', { video: false, transfer: false }, { task: voice, targetSid }],
    ['where Escalate transfers chats', { transfer: true }, { task: voice, targetSid }],
  ])('goes to Flex after one request to the server to keep the call alive: %s', async (_, escalate, payload) => {
    let isAsked = (): void => {}
    const asked = new Promise<void>((is) => {
      isAsked = is
    })
    let answer = (_: Response): void => {}
    at.server = () => {
      isAsked()
      return new Promise((is) => {
        answer = is
      })
    }
    const { transfer, done } = transferring(escalate, payload)
    const transferred = transfer()
    await asked
    expect(done()).toEqual([])
    answer(answers({ survivesTransfer: 'yes' })())
    await transferred
    expect(done()).toEqual(['TransferTask'])
    expect(at.requests).toMatchObject([
      { method: 'POST', path: `/api/streams/${voice.taskSid}/before-transfer`, token: 'Bearer flex-token' },
    ])
  })

  it.each([
    ['refuses', answers({ code: 'not-your-task', message: 'No.', retryable: false }, 403)],
    ['is down', answers({ code: 'unavailable', message: 'No.', retryable: true }, 503)],
    ['cannot be reached', () => Promise.reject(new TypeError('no network'))],
    ['sends an unreadable answer', () => new Response('<html>')],
    ['answers that the call would not live on', answers({ survivesTransfer: 'no' })],
  ])('goes to Flex when the server %s, after one request', async (_, server) => {
    at.server = server
    const { transfer, done } = transferring()
    await transfer()
    expect([done(), at.requests.length]).toEqual([['TransferTask'], 1])
  })

  it('goes to Flex after 2 s when the server does not answer', async () => {
    vi.useFakeTimers()
    at.server = () => new Promise(() => {})
    const { transfer, done } = transferring()
    const transferred = transfer()
    await vi.advanceTimersByTimeAsync(1_999)
    expect(done()).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    await transferred
    expect(done()).toEqual(['TransferTask'])
  })

  it('makes no second request where no call is streamed', async () => {
    at.server = answers({ code: 'streams-off', message: 'No.', retryable: false }, 422)
    const { transfer, done } = transferring()
    await transfer()
    await transfer()
    expect([done(), at.requests.length]).toEqual([['TransferTask', 'TransferTask'], 1])
  })
})

it('the transfer of a chat makes no request about a call, also on a channel called voice', async () => {
  const chat = aTask(3, { taskChannelUniqueName: 'voice' })
  for (const task of [aTask(), chat]) await transferring({}, { task, targetSid }).transfer()
  expect(at.requests).toEqual([])
})
