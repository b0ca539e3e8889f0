import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type RunningSimulator, startSimulator } from './running-simulator.ts'

let simulator: RunningSimulator
const gapOf = (response: Response): string | null => response.headers.get('x-simulator-gap')

describe('a gap of the simulator', () => {
  beforeAll(async () => {
    simulator = await startSimulator()
    await simulator.control('POST', '/seed')
  })
  afterAll(() => simulator.stop())

  it('names an unknown address in the header of its 404', async () => {
    const response = await simulator.rest('GET', '/video/v1/Nothing')
    expect([response.status, gapOf(response)]).toEqual([404, expect.stringContaining('GET /v1/Nothing')])
  })

  it('names an unknown product', async () => {
    const response = await simulator.rest('GET', '/studio/v2/Flows')
    expect([response.status, gapOf(response)]).toEqual([404, expect.stringContaining('/studio')])
  })

  it('names a parameter without effect in the header and the journal, with the usual answer', async () => {
    const response = await simulator.rest('POST', '/sync/v1/Services', { WebhookUrl: 'https://example.com/s' })
    expect([response.status, gapOf(response)]).toEqual([201, 'no effect of WebhookUrl'])
    const { entries } = (await simulator.control('GET', '/journal?after=0')).body as { entries: { kind: string }[] }
    expect(entries).toContainEqual(expect.objectContaining({ kind: 'gap', gap: 'no effect of WebhookUrl' }))
  })

  it('is not in an answer to an imitated request', async () => {
    expect(gapOf(await simulator.rest('POST', '/video/v1/Rooms', { UniqueName: 'a' }))).toBeNull()
  })
})

describe('empty parameters', () => {
  beforeAll(async () => {
    simulator = await startSimulator()
    await simulator.control('POST', '/seed')
  })
  afterAll(() => simulator.stop())

  it('count as absent: a room with an empty name and an empty limit has its SID as its name', async () => {
    const response = await simulator.rest('POST', '/video/v1/Rooms', { UniqueName: '', MaxParticipants: '' })
    const room = (await response.json()) as { sid: string; unique_name: string; max_participants: number }
    expect([response.status, room.unique_name, room.max_participants]).toEqual([201, room.sid, 50])
  })

  it('count as absent in the query of a list', async () => {
    expect((await simulator.rest('GET', '/video/v1/Rooms?UniqueName=&Status=')).status).toBe(200)
  })

  it('are missing where a value is required', async () => {
    const { sid } = await simulator.sdk.video.v1.rooms.create({})
    const response = await simulator.rest('POST', `/video/v1/Rooms/${sid}`, { Status: '' })
    expect(response.status).toBe(400)
  })

  it('remove a workspace’s event callback', async () => {
    const [workspace] = simulator.cloud.taskrouter.workspaces.values()
    const address = `/taskrouter/v1/Workspaces/${workspace?.sid}`
    await simulator.rest('POST', address, { EventCallbackUrl: 'https://example.com/t' })
    await simulator.rest('POST', address, { EventCallbackUrl: '' })
    expect(workspace?.eventCallbackUrl).toBeNull()
  })
})
