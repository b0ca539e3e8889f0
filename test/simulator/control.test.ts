import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createSimulator } from '../../simulator/simulator.ts'
import { jsonRequest, type RunningSimulator, restRequest, startSimulator } from './running-simulator.ts'

let simulator: RunningSimulator
beforeAll(async () => {
  simulator = await startSimulator()
})
afterAll(() => simulator.stop())
beforeEach(() => simulator.control('POST', '/reset'))

const last = async () => Number((await simulator.control('GET', '/journal')).body['last'])

describe('the control API', () => {
  it('is closed by default', async () => {
    expect((await createSimulator().app.request('/__sim/state')).status).toBe(404)
  })

  it.each([
    ['a body it does not know', 'POST', '/chats', { channel: 'fax' }, 400, 'invalid_request'],
    ['a broken regular expression', 'POST', '/faults', { kind: 'status', path: '(' }, 400, 'invalid_request'],
    ['an address it does not know', 'POST', '/nothing', undefined, 404, 'not_found'],
    ['a resource that is not there', 'GET', '/tasks/WT0', undefined, 404, 'not_found'],
  ])('refuses %s with a code and a message', async (_, method, path, body, status, code) => {
    const message: unknown = expect.stringMatching(/./)
    expect(await simulator.control(method, path, body)).toMatchObject({ status, body: { code, message } })
  })

  it('seeds two agents and a supervisor, or the named workers', async () => {
    const first = await simulator.control('POST', '/seed')
    expect(first.body['workers']).toMatchObject([{ fullName: 'Ada' }, { fullName: 'Ben' }, { fullName: 'Sue' }])
    const second = await simulator.control('POST', '/seed', { workers: [{ name: 'zoe@example.com', identity: 'zoe' }] })
    expect(second.body).toMatchObject({ workspaceSid: first.body['workspaceSid'], workers: [{ identity: 'zoe' }] })
  })

  it('seeds with the given SIDs', async () => {
    const fixedSids = {
      workspaceSid: `WS${'0'.repeat(31)}1`,
      chatServiceSid: `IS${'0'.repeat(31)}1`,
      transferWorkflowSid: `WW${'0'.repeat(31)}1`,
    }
    const fixed = createSimulator({ control: true, fixedSids })
    const response = await fixed.app.request('/__sim/seed', jsonRequest('POST'))
    expect(await response.json()).toMatchObject(fixedSids)
  })

  it('has rooms, conversations, tasks, reservations, workers and interactions, and none after a reset', async () => {
    await simulator.control('POST', '/seed')
    const chat = (await simulator.control('POST', '/chats', { channel: 'web' })).body
    await simulator.control('POST', `/conversations/${chat['conversationSid']}/messages`, {
      as: 'customer',
      body: 'hi',
    })
    await simulator.sdk.video.v1.rooms.create({ uniqueName: 'a-room' })
    expect((await simulator.control('GET', '/state')).body).toMatchObject({
      rooms: [{ unique_name: 'a-room', participants: [] }],
      conversations: [{ sid: chat['conversationSid'], messages: [{ body: 'hi' }], participants: [{}] }],
      tasks: [{ sid: chat['taskSid'], assignment_status: 'reserved' }],
      reservations: [{ sid: chat['reservationSid'] }],
      workers: [{}, {}, {}],
      interactions: [{ sid: chat['interactionSid'], channels: [{ sid: chat['channelSid'] }] }],
    })
    expect((await simulator.control('GET', '/rooms')).body['rooms']).toHaveLength(1)
    expect((await simulator.control('GET', `/tasks/${chat['taskSid']}`)).body).toMatchObject({ reservations: [{}] })
    await simulator.control('POST', '/reset')
    const { body } = await simulator.control('GET', '/state')
    for (const [kind, left] of Object.entries(body)) expect(left, kind).toEqual([])
  })
})

describe('the journal', () => {
  it('keeps changes, requests with their parameters, and requests for unknown addresses', async () => {
    const before = await last()
    await simulator.sdk.video.v1.rooms.create({ uniqueName: 'a-room', videoCodecs: ['VP8', 'H264'] })
    await fetch(`${simulator.url}/sync/v1/Nothing`, restRequest('GET'))
    const { entries } = (await simulator.control('GET', `/journal?after=${before}`)).body
    expect(entries).toMatchObject([
      { kind: 'change', change: 'room.created', detail: { uniqueName: 'a-room' } },
      {
        kind: 'request',
        product: 'video',
        method: 'POST',
        pattern: '/v1/Rooms',
        status: 201,
        params: { UniqueName: 'a-room', VideoCodecs: ['VP8', 'H264'] },
      },
      { kind: 'unexpected', product: 'sync', path: '/v1/Nothing', status: 404 },
    ])
  })

  it('can be waited for, up to the given time', async () => {
    const waiting = simulator.control('GET', `/journal?after=${await last()}&waitMs=10000`)
    await simulator.sdk.video.v1.rooms.create({})
    expect(((await waiting).body['entries'] as unknown[]).length).toBeGreaterThan(0)
    const none = await simulator.control('GET', `/journal?after=${await last()}&waitMs=1`)
    expect(none.body['entries']).toEqual([])
  })

  it('can be watched as it grows, as server-sent events', async () => {
    const watching = new AbortController()
    const response = await fetch(`${simulator.url}/__sim/live`, { signal: watching.signal })
    expect(response.headers.get('content-type')).toContain('text/event-stream')
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    await simulator.sdk.video.v1.rooms.create({ uniqueName: 'watched' })
    expect((await reader?.read())?.value).toContain('"change":"room.created"')
    watching.abort()
  })
})

describe('credentials', () => {
  const products = ['api', 'conversations', 'flex-api', 'iam', 'sync', 'taskrouter', 'video']

  it.each(products)('are needed for every request of %s', async (product) => {
    expect((await simulator.app.request(`/${product}/v1/Nothing`)).status).toBe(401)
  })

  it('are refused with 20003, and may be an API key', async () => {
    const path = '/video/v1/Rooms'
    const anonymous = await simulator.app.request(path)
    expect(anonymous.status).toBe(401)
    expect(await anonymous.json()).toMatchObject({ code: 20003, status: 401 })
    const key = btoa('SK00000000000000000000000000000001:simulated-api-key-secret-not-real')
    expect((await simulator.app.request(path, { headers: { authorization: `Basic ${key}` } })).status).toBe(200)
  })
})
