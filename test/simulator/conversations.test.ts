import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type RunningSimulator, startSimulator } from './running-simulator.ts'

let simulator: RunningSimulator
beforeAll(async () => {
  simulator = await startSimulator()
})
afterAll(() => simulator.stop())
beforeEach(() => simulator.control('POST', '/reset'))

const conversations = () => simulator.sdk.conversations.v1.conversations
const aConversation = async () => conversations()((await conversations().create({ friendlyName: 'Help' })).sid)

describe('conversations', () => {
  it('are created, changed and found, also inside their service', async () => {
    const { sid, chatServiceSid } = await conversations().create({ uniqueName: 'help', attributes: '{"a":1}' })
    const service = simulator.sdk.conversations.v1.services(chatServiceSid)
    expect(await service.conversations('help').fetch()).toMatchObject({ sid, attributes: '{"a":1}', state: 'active' })
    await conversations()(sid).update({ friendlyName: 'Helped', attributes: '{}' })
    expect(await conversations()(sid).fetch()).toMatchObject({ friendlyName: 'Helped', attributes: '{}' })
    expect(await service.conversations.list()).toHaveLength(1)
    expect(await simulator.sdk.conversations.v1.services.list()).toHaveLength(1)
    await expect(conversations().create({ uniqueName: 'help' })).rejects.toMatchObject({ status: 409, code: 50353 })
    expect(await conversations()(sid).remove()).toBe(true)
    await expect(conversations()(sid).fetch()).rejects.toMatchObject({ status: 404, code: 20404 })
  })

  it('are read-only once closed (50377); closing again changes nothing', async () => {
    const conversation = await aConversation()
    await conversation.update({ state: 'closed' })
    expect((await conversation.update({ state: 'closed' })).state).toBe('closed')
    await expect(conversation.messages.create({ body: 'late' })).rejects.toMatchObject({ code: 50377 })
    await expect(conversation.participants.create({ identity: 'late' })).rejects.toMatchObject({ code: 50377 })
    await expect(conversation.update({ attributes: '{}' })).rejects.toMatchObject({ code: 50377 })
    await expect(conversations().create({ state: 'closed' })).rejects.toMatchObject({ code: 50384 })
  })

  it('refuse attributes that are not JSON, timers that are too short and unknown parameters', async () => {
    await expect(conversations().create({ attributes: '{' })).rejects.toMatchObject({ status: 400, code: 20001 })
    await expect(conversations().create({ 'timers.closed': 'PT9M' })).rejects.toMatchObject({ code: 20001 })
    const response = await simulator.rest('POST', '/conversations/v1/Conversations', { Colour: 'red' })
    expect(await response.json()).toMatchObject({
      code: 20001,
      status: 400,
      message: expect.stringContaining('Colour'),
    })
  })
})

describe('messages', () => {
  it('are numbered upwards for ever, keep attributes as text, and come from `system` unless an author is named', async () => {
    const conversation = await aConversation()
    const participant = await conversation.participants.create({ identity: 'ada' })
    const first = await conversation.messages.create({ body: 'one' })
    const second = await conversation.messages.create({ body: 'two', author: 'ada', attributes: '{"id":"x"}' })
    expect(first).toMatchObject({ index: 0, author: 'system', participantSid: null })
    expect(second).toMatchObject({ index: 1, participantSid: participant.sid, attributes: '{"id":"x"}' })
    const newest = await conversation.messages.list({ order: 'desc', pageSize: 1, limit: 1 })
    expect(newest.map(({ body }) => body)).toEqual(['two'])
    expect((await conversation.messages.list({ pageSize: 1 })).map(({ body }) => body)).toEqual(['one', 'two'])
    await conversation.messages(first.sid).update({ body: 'uno' })
    expect((await conversation.messages(first.sid).fetch()).body).toBe('uno')
    await conversation.messages(first.sid).remove()
    expect((await conversation.messages.create({ body: 'three' })).index).toBe(2)
  })

  it('refuse attributes over 4 KB', async () => {
    const conversation = await aConversation()
    const sized = (bytes: number) => JSON.stringify({ big: 'x'.repeat(bytes - 10) })
    await conversation.messages.create({ body: 'b', attributes: sized(4_096) })
    const attributes = sized(4_097)
    await expect(conversation.messages.create({ body: 'b', attributes })).rejects.toMatchObject({ code: 20001 })
  })

  it('stay out of reads for as long as reads lag', async () => {
    await simulator.control('POST', '/clock', { mode: 'manual' })
    await simulator.control('POST', '/lag-reads', { ms: 500 })
    const conversation = await aConversation()
    await conversation.messages.create({ body: 'there, but not seen' })
    await simulator.control('POST', '/clock', { advanceMs: 499 })
    expect(await conversation.messages.list()).toEqual([])
    await simulator.control('POST', '/clock', { advanceMs: 1 })
    expect(await conversation.messages.list()).toHaveLength(1)
  })
})

describe('participants', () => {
  it('are identities or addresses: once per conversation (50433), an address in one open conversation (50416)', async () => {
    const conversation = await aConversation()
    const ada = await conversation.participants.create({ identity: 'ada' })
    expect((await conversation.participants('ada').fetch()).sid).toBe(ada.sid)
    await expect(conversation.participants.create({ identity: 'ada' })).rejects.toMatchObject({
      status: 409,
      code: 50433,
    })
    await expect(conversation.participants.create({})).rejects.toMatchObject({ code: 20001 })
    const binding = { 'messagingBinding.address': '+15558675310', 'messagingBinding.proxyAddress': '+15017122661' }
    const phone = await conversation.participants.create(binding)
    expect(phone).toMatchObject({ identity: null, messagingBinding: { type: 'sms', address: '+15558675310' } })
    const other = await aConversation()
    await expect(other.participants.create(binding)).rejects.toMatchObject({ status: 409, code: 50416 })
    await conversation.update({ state: 'closed' })
    await expect(other.participants.create(binding)).resolves.toBeDefined()
  })

  it('can be changed, listed and removed', async () => {
    const conversation = await aConversation()
    const { sid } = await conversation.participants.create({ identity: 'ada' })
    await conversation.participants(sid).update({ attributes: '{"role":"agent"}', lastReadMessageIndex: 3 })
    expect(await conversation.participants.list()).toMatchObject([{ lastReadMessageIndex: 3 }])
    await conversation.participants('ada').remove()
    expect(await conversation.participants.list()).toEqual([])
  })
})

describe('webhook settings', () => {
  it('of a conversation: five at most (50361), a URL each (50369), a known target (50364)', async () => {
    const conversation = await aConversation()
    const webhook = { target: 'webhook' as const, 'configuration.url': 'https://example.com/hook' }
    for (let i = 0; i < 5; i += 1) await conversation.webhooks.create(webhook)
    await expect(conversation.webhooks.create(webhook)).rejects.toMatchObject({ code: 50361 })
    const [first] = await conversation.webhooks.list()
    await conversation.webhooks(first?.sid ?? '').update({ 'configuration.filters': ['onMessageAdded'] })
    expect(await conversation.webhooks(first?.sid ?? '').fetch()).toMatchObject({
      configuration: { method: 'post', filters: ['onMessageAdded'] },
    })
    await conversation.webhooks(first?.sid ?? '').remove()
    await expect(conversation.webhooks.create({ target: 'webhook' })).rejects.toMatchObject({ code: 50369 })
    await expect(conversation.webhooks.create({ target: 'pigeon' as never })).rejects.toMatchObject({ code: 50364 })
  })

  it('of the account and of a service are read as written, apart from each other', async () => {
    const { v1 } = simulator.sdk.conversations
    const [service] = await v1.services.list()
    const settings = v1.services(service?.sid ?? '').configuration.webhooks()
    await settings.update({
      postWebhookUrl: 'https://example.com/service',
      filters: ['onMessageAdded'],
      method: 'POST',
    })
    expect(await settings.fetch()).toMatchObject({ postWebhookUrl: 'https://example.com/service', method: 'POST' })
    await v1.configuration.webhooks().update({ postWebhookUrl: 'https://example.com/all', target: 'webhook' })
    expect(await v1.configuration.webhooks().fetch()).toMatchObject({
      postWebhookUrl: 'https://example.com/all',
      target: 'webhook',
      filters: [],
    })
    expect(await settings.fetch()).toMatchObject({
      postWebhookUrl: 'https://example.com/service',
      filters: ['onMessageAdded'],
    })
  })
})
