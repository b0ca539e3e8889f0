import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type RunningSimulator, startSimulator } from './running-simulator.ts'

let simulator: RunningSimulator
const gapOf = (response: Response): string | null => response.headers.get('x-simulator-gap')

describe('what the simulator does not imitate', () => {
  beforeAll(async () => {
    simulator = await startSimulator()
    await simulator.control('POST', '/seed')
  })
  afterAll(() => simulator.stop())

  it('names an address it does not know in the header of its 404', async () => {
    const response = await simulator.rest('GET', '/video/v1/Nothing')
    expect([response.status, gapOf(response)]).toEqual([404, expect.stringContaining('GET /v1/Nothing')])
  })

  it('names a product that it does not have', async () => {
    const response = await simulator.rest('GET', '/studio/v2/Flows')
    expect([response.status, gapOf(response)]).toEqual([404, expect.stringContaining('/studio')])
  })

  it('answers a parameter without effect as usual, and names it in the header and the journal', async () => {
    const response = await simulator.rest('POST', '/sync/v1/Services', { WebhookUrl: 'https://example.com/s' })
    expect([response.status, gapOf(response)]).toEqual([201, 'no effect of WebhookUrl'])
    const { entries } = (await simulator.control('GET', '/journal?after=0')).body as { entries: { kind: string }[] }
    expect(entries).toContainEqual(expect.objectContaining({ kind: 'gap', gap: 'no effect of WebhookUrl' }))
  })

  it('says nothing of a gap in an answer to what it imitates', async () => {
    expect(gapOf(await simulator.rest('POST', '/video/v1/Rooms', { UniqueName: 'a' }))).toBeNull()
  })
})

describe('empty parameters', () => {
  beforeAll(async () => {
    simulator = await startSimulator()
    await simulator.control('POST', '/seed')
  })
  afterAll(() => simulator.stop())

  it('count as absent: a room with an empty name and an empty limit is made with its SID as its name', async () => {
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

  it("take away a workspace's event callback", async () => {
    const [workspace] = simulator.cloud.taskrouter.workspaces.values()
    const address = `/taskrouter/v1/Workspaces/${workspace?.sid}`
    await simulator.rest('POST', address, { EventCallbackUrl: 'https://example.com/t' })
    await simulator.rest('POST', address, { EventCallbackUrl: '' })
    expect(workspace?.eventCallbackUrl).toBeNull()
  })
})
