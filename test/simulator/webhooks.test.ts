import { createServer } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { connectionFor } from '../../simulator/webhooks/connection.ts'
import { shuffled } from '../../simulator/webhooks/shuffled.ts'
import { close, listen, type RunningSimulator, startSimulator } from './running-simulator.ts'
import { startReceiver, type WebhookReceiver } from './webhook-receiver.ts'

let simulator: RunningSimulator
let receiver: WebhookReceiver
beforeEach(async () => {
  receiver = await startReceiver()
  simulator = await startSimulator()
})
afterEach(async () => {
  await simulator.stop()
  await receiver.stop()
})

const events = () => receiver.received.map(({ params }) => params['StatusCallbackEvent'] ?? params['EventType'])
const seed = (body: Record<string, unknown> = {}) => simulator.control('POST', '/seed', body)
const room = (statusCallback = `${receiver.url}/video?x=1`) =>
  simulator.sdk.video.v1.rooms.create({ uniqueName: 'a-room', statusCallback })
const deliveries = () => simulator.cloud.journal.after(0).filter((entry) => entry.kind === 'webhook')

/** Resolves when the journal holds so many delivery attempts. */
const attempts = (count: number): Promise<ReturnType<typeof deliveries>> =>
  new Promise((resolve) => {
    const look = (): void => {
      if (deliveries().length < count) return
      stop()
      resolve(deliveries())
    }
    const stop = simulator.cloud.journal.listen(look)
    look()
  })

describe('video callbacks', () => {
  it('report a room from its creation to its end, in order, numbered and signed', async () => {
    const { sid } = await room()
    await simulator.control('POST', `/rooms/${sid}/participants`, { identity: 'ada' })
    await simulator.sdk.video.v1.rooms(sid).update({ status: 'completed' })
    const received = await receiver.atLeast(4)
    expect(events()).toEqual(['room-created', 'participant-connected', 'participant-disconnected', 'room-ended'])
    expect(received.every(({ signed }) => signed)).toBe(true)
    expect(received.map(({ params }) => params['SequenceNumber'])).toEqual(['0', '1', '2', '3'])
    expect(received[2]?.params).toMatchObject({ ParticipantIdentity: 'ada', ParticipantDuration: '0' })
    expect(received[3]?.params).toMatchObject({ RoomStatus: 'completed', RoomDuration: '0', RoomName: 'a-room' })
    expect(received[0]?.headers).toMatchObject({
      'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
      'user-agent': 'TwilioProxy/1.1',
      'i-twilio-idempotency-token': expect.stringMatching(/^[0-9a-f-]{36}$/),
    })
  })

  it('sent with GET carry everything in the query, signed', async () => {
    await simulator.sdk.video.v1.rooms.create({ statusCallback: `${receiver.url}/v?x=1`, statusCallbackMethod: 'GET' })
    const [received] = await receiver.atLeast(1)
    expect(received).toMatchObject({
      method: 'GET',
      signed: true,
      params: { StatusCallbackEvent: 'room-created', x: '1' },
    })
  })
})

describe('conversations webhooks', () => {
  it('are sent for participants’ actions, and for REST only when it asks for them', async () => {
    await seed({ conversationsWebhookUrl: `${receiver.url}/c`, conversationsFilters: ['onMessageAdded'] })
    const { conversationSid } = (await simulator.control('POST', '/chats', { channel: 'sms' })).body
    const conversation = simulator.sdk.conversations.v1.conversations(String(conversationSid))
    await conversation.messages.create({ body: 'silent' })
    await conversation.messages.create({ body: 'loud', author: 'bot', xTwilioWebhookEnabled: 'true' })
    await simulator.control('POST', `/conversations/${conversationSid}/messages`, { as: 'customer', body: 'hello' })
    const received = await receiver.atLeast(2)
    expect(received.map(({ params }) => [params['Body'], params['Source']])).toEqual([
      ['loud', 'API'],
      ['hello', 'SMS'],
    ])
    expect(received[1]?.params).toMatchObject({ RetryCount: '0', Index: '2', Attributes: '{}' })
    expect(received[1]?.params).not.toHaveProperty('ClientIdentity')
  })

  it('of one conversation have its WebhookSid; an agent’s message has Source SDK and the agent’s identity', async () => {
    const seeded = (await seed()).body as { workers: { sid: string; identity: string }[] }
    const { conversationSid } = (await simulator.control('POST', '/chats', { channel: 'web' })).body
    const { sid } = await simulator.sdk.conversations.v1.conversations(String(conversationSid)).webhooks.create({
      target: 'webhook',
      'configuration.url': `${receiver.url}/scoped`,
      'configuration.filters': ['onMessageAdded', 'onConversationStateUpdated'],
    })
    const [worker] = seeded.workers
    const as = { workerSid: worker?.sid }
    await simulator.control('POST', `/conversations/${conversationSid}/messages`, { as, body: 'hi' })
    await simulator.control('POST', `/conversations/${conversationSid}/close`)
    const [message, closed] = await receiver.atLeast(2)
    expect(message?.params).toMatchObject({ WebhookSid: sid, Source: 'SDK', ClientIdentity: worker?.identity })
    expect(closed?.params).toMatchObject({ StateFrom: 'active', StateTo: 'closed', Reason: 'API' })
    expect(closed?.params).not.toHaveProperty('State')
  })
})

describe('TaskRouter events', () => {
  it('pass the filter and carry task, worker and reservation', async () => {
    await seed({ taskrouterWebhookUrl: `${receiver.url}/t`, eventsFilter: ['reservation.accepted', 'task.completed'] })
    const chat = (await simulator.control('POST', '/chats', { channel: 'web' })).body
    await simulator.control('POST', `/reservations/${chat['reservationSid']}/accept`)
    await simulator.control('POST', `/tasks/${chat['taskSid']}/complete`)
    const [accepted, completed] = await receiver.atLeast(2)
    expect(events()).toEqual(['reservation.accepted', 'task.completed'])
    expect(accepted?.signed).toBe(true)
    expect(accepted?.params).toMatchObject({
      TaskAssignmentStatus: 'assigned',
      TaskSid: chat['taskSid'],
      ReservationSid: chat['reservationSid'],
      ResourceType: 'reservation',
      TaskChannelUniqueName: 'chat',
      WorkerAttributes: expect.stringContaining('"contact_uri":"client:ada_40example_2Ecom"'),
      Sid: expect.stringMatching(/^EV[0-9a-f]{32}$/),
      Timestamp: expect.stringMatching(/^\d{10}$/),
      TimestampMs: expect.stringMatching(/^\d{13}$/),
    })
    expect(completed?.params).toMatchObject({
      TaskCompletedReason: 'Task completed',
      TaskAssignmentStatus: 'completed',
    })
  })
})

describe('delivery', () => {
  it('retries once when nothing listens at the address, and journals both attempts', async () => {
    const closed = createServer()
    const nobody = await listen(closed)
    await close(closed)
    await room(nobody)
    await attempts(2)
    await expect.poll(() => simulator.cloud.webhooks.pending()).toBe(0)
    expect(deliveries()).toMatchObject([
      { attempt: 1, status: null, error: expect.stringContaining('ECONNREFUSED') },
      { attempt: 2, status: null },
    ])
  })

  it('does not repeat after a 500, unless the URL asks for retries; those have the same token', async () => {
    receiver.answers.push(500)
    await room()
    await attempts(1)
    receiver.answers.push(500, 503)
    await simulator.sdk.video.v1.rooms.create({ statusCallback: `${receiver.url}/again?x=1#rc=2&rp=5xx` })
    const made = await attempts(4)
    expect(made.map(({ attempt, status }) => [attempt, status])).toEqual([
      [1, 500],
      [1, 500],
      [2, 503],
      [3, 204],
    ])
    const tokens = receiver.received.slice(1).map(({ headers }) => headers['i-twilio-idempotency-token'])
    expect(new Set(tokens).size).toBe(1)
    expect(receiver.received.every(({ signed, path }) => signed && !path.includes('#'))).toBe(true)
  })

  it('gives up on a listener that never answers, after the URL’s time limit', async () => {
    receiver.answers.push('hang')
    await room(`${receiver.url}/slow#rt=100&rc=0`)
    expect(await attempts(1)).toMatchObject([{ attempt: 1, status: null, error: 'no answer in time' }])
  })

  it('has the documented time limits and retries of each product, and accepts overrides in range', () => {
    expect(connectionFor('conversations', 'https://example.com/#rc=5')).toMatchObject({ totalMs: 5_000, retries: 0 })
    expect(connectionFor('video', 'https://example.com/')).toMatchObject({
      connectMs: 5_000,
      totalMs: 15_000,
      retries: 1,
    })
    const chosen = connectionFor('taskrouter', 'https://example.com/#rc=3&rp=ct,rt&tt=2000&ct=99')
    expect(chosen).toMatchObject({ connectMs: 5_000, totalMs: 2_000, retries: 3, retryOn: new Set(['ct', 'rt']) })
  })
})

describe('faults of webhooks', () => {
  const fault = (body: Record<string, unknown>) => simulator.control('POST', '/webhook-faults', body)

  it('drop a webhook, and journal it with attempt 0', async () => {
    await fault({ kind: 'drop', event: 'room-created', times: 1 })
    const { sid } = await room()
    await simulator.sdk.video.v1.rooms(sid).update({ status: 'completed' })
    await receiver.atLeast(1)
    expect(events()).toEqual(['room-ended'])
    expect(deliveries()[0]).toMatchObject({ event: 'room-created', attempt: 0, fault: 'drop' })
  })

  it('repeat a webhook `count` times more, with the same token', async () => {
    await fault({ kind: 'repeat', count: 2 })
    await room()
    const received = await receiver.atLeast(3)
    expect(new Set(received.map(({ headers }) => headers['i-twilio-idempotency-token'])).size).toBe(1)
  })

  it('delay a webhook on the simulated clock, so that a later one overtakes it', async () => {
    await simulator.control('POST', '/clock', { mode: 'manual' })
    await fault({ kind: 'delay', event: 'room-created', ms: 60_000 })
    const { sid } = await room()
    await simulator.sdk.video.v1.rooms(sid).update({ status: 'completed' })
    await receiver.atLeast(1)
    expect(events()).toEqual(['room-ended'])
    await simulator.control('POST', '/clock', { advanceMs: 60_000 })
    await receiver.atLeast(2)
    expect(events()).toEqual(['room-ended', 'room-created'])
  })

  it('hold webhooks until they are released, also after the fault is cleared', async () => {
    await fault({ kind: 'hold', path: '^/video' })
    const { sid } = await room()
    await simulator.sdk.video.v1.rooms(sid).update({ status: 'completed' })
    await simulator.control('DELETE', '/webhook-faults')
    expect((await simulator.control('GET', '/webhooks')).body).toEqual({ pending: 0, held: 2 })
    expect(events()).toEqual([])
    const { body } = await simulator.control('POST', '/webhook-faults/release', { order: 'shuffled', seed: 3 })
    expect(body).toEqual({ released: 2 })
    await receiver.atLeast(2)
    expect(events().toSorted()).toEqual(['room-created', 'room-ended'])
  })

  it('are shuffled the same way for the same seed', () => {
    const items = [1, 2, 3, 4, 5, 6]
    expect(shuffled(items, 7)).toEqual(shuffled(items, 7))
    expect(shuffled(items, 7)).not.toEqual(items)
    expect(shuffled(items, 7).toSorted()).toEqual(items)
  })
})
