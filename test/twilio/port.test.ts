import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { Retryable } from '../../src/core/errors.ts'
import { twilioFrom } from '../../src/twilio/from-config.ts'
import type { Twilio } from '../../src/twilio/port.ts'
import { rooms } from '../../src/twilio/rooms.ts'
import type { Sdk } from '../../src/twilio/sdk.ts'
import { anAccount } from '../support/an-account.ts'
import { sid } from '../support/an-assignment.ts'

let account: Awaited<ReturnType<typeof anAccount>>
let twilio: Twilio
beforeAll(async () => {
  account = await anAccount()
  twilio = twilioFrom(readConfig({ ...account.env, REDIS_URL: 'redis://127.0.0.1' }), () => undefined)
})
afterAll(() => account.stop())
afterEach(() => void vi.useRealTimers())

/** The product reads Twilio again for five seconds; the test skips this time. */
async function withoutPauses<T>(work: Promise<T>): Promise<T> {
  let isOver = false
  const over = work.finally(() => {
    isOver = true
  })
  while (!isOver) await vi.advanceTimersByTimeAsync(100)
  return over
}

describe('an invite', () => {
  it('carries its attributes to Twilio as unchanged text', async () => {
    const { conversationSid } = await account.sim.chat()
    const { sid: channelSid, interactionSid } = await account.sim.channel(conversationSid)
    const others = '"crm":24601234567890123456,"share":1.0,"most":1e400,"name":"Jos\\u00e9"'
    const place = { interactionSid, channelSid }
    const invite = { ...place, taskChannel: 'chat', attributes: `{${others}}`, mark: 'tr-1-i1', mayBeThere: false }
    const { taskSid } = await twilio.inviteAgent(invite)
    expect((await account.workspace.tasks(taskSid).fetch()).attributes).toContain(others)
  })
})

describe('a message', () => {
  it('that may be there is looked for by its mark, and not posted twice', async () => {
    const { conversationSid } = await account.sim.chat()
    const message = { conversationSid, author: 'Video', body: 'Join here', mark: 'esc-1-invite-1', attributes: {} }
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const first = await withoutPauses(twilio.postMessage({ ...message, mayBeThere: true }))
    expect(await twilio.postMessage({ ...message, mayBeThere: true })).toEqual(first)
    expect(await account.sim.messages(conversationSid)).toHaveLength(1)
  })

  it('goes out as a template with its variables, and without a body', async () => {
    const { conversationSid } = await account.sim.chat({ channel: 'whatsapp' })
    const template = { sid: `HX${'1'.repeat(32)}`, variables: { '1': 'token' } }
    const message = { conversationSid, author: 'Video', body: 'Join here', mark: 'esc-1-invite-2', attributes: {} }
    const { messageSid } = await twilio.postMessage({ ...message, template, mayBeThere: false })
    expect(await account.sim.messages(conversationSid)).toMatchObject([
      { sid: messageSid, body: null, content_sid: template.sid },
    ])
    expect(await twilio.postMessage({ ...message, template, mayBeThere: true })).toEqual({ messageSid })
  })
})

describe('a message that is to be removed', () => {
  it('is requested again when the answer is a page of HTML with 200', async () => {
    const { conversationSid } = await account.sim.chat()
    const message = { conversationSid, author: 'Video', body: 'Join here', mark: 'esc-1-invite-3', attributes: {} }
    const { messageSid } = await twilio.postMessage({ ...message, mayBeThere: false })
    await account.sim.fault({ kind: 'garbage', product: 'conversations', method: 'DELETE', times: 1 })
    await expect(twilio.removeMessage({ conversationSid, messageSid })).rejects.toThrow(Retryable)
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    await withoutPauses(twilio.removeMessage({ conversationSid, messageSid }))
    expect(await account.sim.messages(conversationSid)).toEqual([])
  })
})

describe('rooms in progress', () => {
  it('are all found, on any number of pages', async () => {
    const many = 1_001
    const StatusCallback = `${account.env.PUBLIC_URL}/webhooks/video`
    for (let n = 0; n < many; n += 1)
      await account.simulator.rest('POST', '/video/v1/Rooms', { UniqueName: `room-${n}`, StatusCallback })
    expect(await twilio.roomsInProgress()).toHaveLength(many)
  })
})

describe('a room that is closed', () => {
  it('is read afterwards, and closed again later while Twilio has it in progress', async () => {
    const resource = () => ({ update: async () => ({}), fetch: async () => ({ status: 'in-progress' }) })
    // The part of the SDK that closing uses. No fault of the simulator leaves a room open without an error.
    const sdk = { video: { v1: { rooms: resource } } } as unknown as Sdk
    const settings = { emptyTimeout: 5, unusedTimeout: 10, maxDuration: 600, maxParticipants: 4, statusCallback: '' }
    await expect(rooms(sdk, settings).closeRoom(sid('RM', 1))).rejects.toThrow(Retryable)
  })
})

describe('too many requests', () => {
  it.each([
    ['seven seconds', 7, 7_000],
    ['nothing', undefined, undefined],
  ])(
    'with a Retry-After of %s are retryable, with status 429 and the wait in ms',
    async (_, retryAfter, retryAfterMs) => {
      await account.sim.fault({
        kind: 'status',
        status: 429,
        product: 'video',
        times: 1,
        ...(retryAfter && { retryAfter }),
      })
      const problem = await twilio.roomsInProgress().catch((each: unknown) => each)
      expect(problem).toBeInstanceOf(Retryable)
      expect(problem).toMatchObject({
        status: 429,
        retryAfterMs,
        ambiguous: false,
        message: 'list rooms: Simulated fault (20429)',
      })
    },
  )
})
