import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type RunningSimulator, startSimulator } from './running-simulator.ts'
import { startReceiver, type WebhookReceiver } from './webhook-receiver.ts'

let simulator: RunningSimulator
let receiver: WebhookReceiver
beforeAll(async () => {
  simulator = await startSimulator()
})
afterAll(() => simulator.stop())
beforeEach(async () => {
  receiver = await startReceiver()
  await simulator.control('POST', '/reset')
  const conversationsWebhookUrl = `${receiver.url}/conversations`
  await simulator.control('POST', '/seed', { conversationsWebhookUrl, conversationsFilters: ['onDeliveryUpdated'] })
})
afterEach(() => receiver.stop())

async function aChat(channel: 'web' | 'sms' | 'whatsapp') {
  const { body } = await simulator.control('POST', '/chats', { channel })
  const sid = String(body['conversationSid'])
  return { sid, conversation: simulator.sdk.conversations.v1.conversations(sid) }
}
const seen = (): readonly unknown[] => receiver.received.map(({ params }) => [params['Status'], params['ErrorCode']])
const contentSid = `HX${'1'.repeat(32)}`

describe('receipts', () => {
  it.each(['sms', 'whatsapp'] as const)(
    'of a message by %s come as webhooks and are read over REST',
    async (channel) => {
      const { sid, conversation } = await aChat(channel)
      const message = await conversation.messages.create({ body: 'hello' })
      const [first] = await receiver.atLeast(2)
      expect(first?.signed).toBe(true)
      expect(first?.params).toMatchObject({
        EventType: 'onDeliveryUpdated',
        ConversationSid: sid,
        MessageSid: message.sid,
        DeliveryReceiptSid: expect.stringMatching(/^DY[0-9a-f]{32}$/),
        ChannelMessageSid: expect.stringMatching(/^SM[0-9a-f]{32}$/),
        ParticipantSid: expect.stringMatching(/^MB[0-9a-f]{32}$/),
        Status: 'sent',
        ErrorCode: '0',
        DateUpdated: expect.stringMatching(/Z$/),
      })
      expect(seen()).toEqual([
        ['sent', '0'],
        ['delivered', '0'],
      ])
      const [receipt] = await conversation.messages(message.sid).deliveryReceipts.list()
      expect(receipt).toMatchObject({ status: 'delivered', errorCode: 0, messageSid: message.sid })
      const fetched = await conversation.messages(message.sid).deliveryReceipts(String(receipt?.sid)).fetch()
      expect(fetched).toMatchObject({ sid: first?.params['DeliveryReceiptSid'] })
      expect((await conversation.messages(message.sid).fetch()).delivery).toEqual({
        total: 1,
        sent: 'all',
        delivered: 'all',
        read: 'none',
        failed: 'none',
        undelivered: 'none',
      })
    },
  )

  it('do not exist for a web chat, and for the customer’s messages', async () => {
    const web = await aChat('web')
    expect((await web.conversation.messages.create({ body: 'hello' })).delivery).toBeNull()
    const { sid, conversation } = await aChat('sms')
    await simulator.control('POST', `/conversations/${sid}/messages`, { as: 'customer', body: 'hello' })
    expect((await conversation.messages.list())[0]?.delivery).toBeNull()
    await conversation.messages.create({ body: 'the end' })
    await receiver.atLeast(2)
    expect(receiver.received).toHaveLength(2)
  })

  it('report a failure as often as requested, and a late status is sent by hand', async () => {
    const { sid, conversation } = await aChat('sms')
    await simulator.control('POST', `/conversations/${sid}/delivery`, { code: 30007, times: 1 })
    const message = await conversation.messages.create({ body: 'lost' })
    await conversation.messages.create({ body: 'not lost' })
    await simulator.control('POST', `/conversations/${sid}/messages/${message.sid}/receipt`, { status: 'delivered' })
    await receiver.atLeast(5)
    expect(seen()).toEqual([
      ['sent', '0'],
      ['undelivered', '30007'],
      ['sent', '0'],
      ['delivered', '0'],
      ['delivered', '0'],
    ])
  })
})

describe('by WhatsApp', () => {
  it('free text is undelivered (63016) 24 hours after the customer wrote; a template arrives', async () => {
    await simulator.control('POST', '/clock', { mode: 'manual' })
    const { sid, conversation } = await aChat('whatsapp')
    const statusOf = async (message: { sid: string }) =>
      (await conversation.messages(message.sid).deliveryReceipts.list()).map((each) => [each.status, each.errorCode])
    await simulator.control('POST', '/clock', { advanceMs: 24 * 3_600_000 })
    expect(await statusOf(await conversation.messages.create({ body: 'in time' }))).toEqual([['delivered', 0]])
    await simulator.control('POST', '/clock', { advanceMs: 1 })
    expect(await statusOf(await conversation.messages.create({ body: 'too late' }))).toEqual([['undelivered', 63016]])
    const template = await conversation.messages.create({ contentSid, contentVariables: '{"1":"x"}', body: 'ignored' })
    expect(template).toMatchObject({ contentSid, body: null })
    expect(await statusOf(template)).toEqual([['delivered', 0]])
    await simulator.control('POST', `/conversations/${sid}/messages`, { as: 'customer', body: 'here I am' })
    expect(await statusOf(await conversation.messages.create({ body: 'again' }))).toEqual([['delivered', 0]])
  })
})
