import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { documentedRates } from '../../simulator/rest/rates.ts'
import { type RunningSimulator, startSimulator } from './running-simulator.ts'

let simulator: RunningSimulator
beforeAll(async () => {
  simulator = await startSimulator({ rates: documentedRates })
})
afterAll(() => simulator.stop())
beforeEach(async () => {
  await simulator.control('POST', '/reset')
  await simulator.control('POST', '/seed')
})

const post = (path: string, params: Record<string, string> = {}) => simulator.rest('POST', path, params)

/** How many of so many requests at once are refused, each with 429 and 20429. */
async function refusedOf(count: number, ask: (n: number) => Promise<Response>): Promise<number> {
  const answers = await Promise.all(Array.from({ length: count }, (_, n) => ask(n)))
  const refused = answers.filter(({ status }) => status === 429)
  for (const answer of refused) expect(await answer.json()).toMatchObject({ code: 20429, status: 429 })
  return refused.length
}

describe('rates, as Twilio documents them', () => {
  it('Video: 20 writes and 80 reads a second for the whole account; a refused request is not done', async () => {
    expect(await refusedOf(22, (n) => post('/video/v1/Rooms', { UniqueName: `room-${n}` }))).toBe(2)
    expect(simulator.cloud.video.rooms.size).toBe(20)
    expect(await refusedOf(83, () => simulator.rest('GET', '/video/v1/Rooms?PageSize=1'))).toBe(3)
  })

  it('Conversations: 30 actions a second in one conversation, by either address; reads do not count', async () => {
    const [made, other] = await Promise.all([1, 2].map(() => simulator.sdk.conversations.v1.conversations.create()))
    const service = `/conversations/v1/Services/${made?.chatServiceSid}/Conversations/${made?.sid}/Messages`
    const short = `/conversations/v1/Conversations/${made?.sid}/Messages`
    expect(await refusedOf(31, (n) => post(n % 2 === 0 ? service : short, { Body: 'Hello' }))).toBe(1)
    expect(await refusedOf(40, () => simulator.rest('GET', short))).toBe(0)
    expect((await post(`/conversations/v1/Conversations/${other?.sid}/Messages`, { Body: 'Hello' })).status).toBe(201)
  })

  it('Conversations: 30 a second are made or removed in one service', async () => {
    expect(await refusedOf(32, () => post('/conversations/v1/Conversations'))).toBe(2)
  })

  it('Interactions: 20 requests a second to each endpoint', async () => {
    expect(await refusedOf(21, () => simulator.rest('GET', `/flex-api/v1/Interactions/KD${'0'.repeat(32)}`))).toBe(1)
    const participants = `/flex-api/v1/Interactions/KD${'0'.repeat(32)}/Channels/UO${'0'.repeat(32)}/Participants`
    expect((await simulator.rest('GET', participants)).status).toBe(404)
  })

  it('can be changed one by one, to none, and back', async () => {
    const changed = await simulator.control('POST', '/rates', { videoWrites: 1, expressionLists: null })
    expect(changed.body).toEqual({ ...documentedRates, videoWrites: 1, expressionLists: null })
    expect(await refusedOf(2, () => post('/video/v1/Rooms'))).toBe(1)
    expect((await simulator.control('DELETE', '/rates')).body).toEqual(documentedRates)
    expect(await refusedOf(2, () => post('/video/v1/Rooms'))).toBe(0)
  })

  it.each([{ videoWrites: -1 }, { videoWrites: 'many' }, { lunches: 3 }])('cannot be %j', async (rates) => {
    expect((await simulator.control('POST', '/rates', rates)).status).toBe(400)
  })
})

describe('pages', () => {
  it('have at most the account’s page size, and lead to everything', async () => {
    for (const _ of [1, 2, 3, 4, 5]) await post('/video/v1/Rooms')
    await simulator.control('POST', '/pages', { most: 2 })
    const page = (await (await simulator.rest('GET', '/video/v1/Rooms?PageSize=50')).json()) as {
      rooms: object[]
      meta: { page_size: number; next_page_url: string | null }
    }
    expect(page.rooms).toHaveLength(2)
    expect(page.meta.next_page_url).toContain('PageToken=')
    expect(await simulator.sdk.video.v1.rooms.list()).toHaveLength(5)
    await simulator.control('POST', '/pages', { most: null })
    expect((await simulator.control('POST', '/pages', { most: 0 })).status).toBe(400)
  })
})

describe('sizes and counts', () => {
  const conversation = async () => (await simulator.sdk.conversations.v1.conversations.create()).sid
  const refusal = async (answer: Response) => [answer.status, ((await answer.json()) as { code: number }).code]

  it('a body of 32 KiB is posted, one byte more is refused, and two-byte characters count twice', async () => {
    const messages = `/conversations/v1/Conversations/${await conversation()}/Messages`
    expect((await post(messages, { Body: 'a'.repeat(32_768) })).status).toBe(201)
    expect(await refusal(await post(messages, { Body: 'a'.repeat(32_769) }))).toEqual([400, 20001])
    expect(await refusal(await post(messages, { Body: 'é'.repeat(16_385) }))).toEqual([400, 20001])
  })

  it('a body of more than 1,600 characters does not reach a phone (21617)', async () => {
    const sid = await conversation()
    const people = `/conversations/v1/Conversations/${sid}/Participants`
    await post(people, { 'MessagingBinding.Address': '+15550100', 'MessagingBinding.ProxyAddress': '+15550199' })
    const fateOf = async (length: number) => {
      const made = await post(`/conversations/v1/Conversations/${sid}/Messages`, { Body: 'a'.repeat(length) })
      const { sid: message } = (await made.json()) as { sid: string }
      const [receipt] = await simulator.sdk.conversations.v1
        .conversations(sid)
        .messages(message)
        .deliveryReceipts.list()
      return [receipt?.status, receipt?.errorCode]
    }
    expect(await fateOf(1_600)).toEqual(['delivered', 0])
    expect(await fateOf(1_601)).toEqual(['failed', 21617])
  })

  it.each([
    ['a task', 'Attributes', 4_096],
    ['a worker', 'Attributes', 4_096],
  ])('%s has %s of at most %i characters, with white space', async (what, name, most) => {
    const [workspace] = simulator.cloud.taskrouter.workspaces.values()
    const path = `/taskrouter/v1/Workspaces/${workspace?.sid}/${what === 'a task' ? 'Tasks' : 'Workers'}`
    const others: Record<string, string> =
      what === 'a task' ? { WorkflowSid: String([...(workspace?.workflows.keys() ?? [])][0]) } : { FriendlyName: 'new' }
    const json = (length: number) => `{"a":""${' '.repeat(length - 8)}}`
    expect((await post(path, { ...others, [name]: json(most) })).status).toBe(201)
    expect(await refusal(await post(path, { ...others, [name]: json(most + 1) }))).toEqual([400, 20001])
  })

  it('a conversation has 1,000 participants, 50 of them with a phone (50417, 50422)', async () => {
    await simulator.control('POST', '/rates', { conversationActions: null })
    const people = `/conversations/v1/Conversations/${await conversation()}/Participants`
    const phone = (n: number) =>
      post(people, {
        'MessagingBinding.Address': `+1555${1_000 + n}`,
        'MessagingBinding.ProxyAddress': '+15550199',
      })
    for (let n = 0; n < 50; n += 1) expect((await phone(n)).status).toBe(201)
    expect(await refusal(await phone(50))).toEqual([400, 50422])
    for (let n = 0; n < 950; n += 1) await post(people, { Identity: `person-${n}` })
    expect(await refusal(await post(people, { Identity: 'one more' }))).toEqual([400, 50417])
    expect(await refusal(await post(people, { Identity: 'a'.repeat(257) }))).toEqual([400, 20001])
  })

  it('rooms in progress and their participants have quotas, which can be set (53119, 53206)', async () => {
    await simulator.control('POST', '/quotas', { rooms: 1, participants: 1 })
    const { sid } = (await (await post('/video/v1/Rooms')).json()) as { sid: string }
    expect(await refusal(await post('/video/v1/Rooms'))).toEqual([400, 53119])
    const enter = (identity: string) => simulator.control('POST', `/rooms/${sid}/participants`, { identity })
    expect((await enter('ada')).status).toBe(201)
    expect(await enter('ben')).toMatchObject({ status: 400, body: { code: 53206 } })
    await post(`/video/v1/Rooms/${sid}`, { Status: 'completed' })
    expect((await post('/video/v1/Rooms')).status).toBe(201)
  })

  it('TaskRouter deletes a task that was assigned for a day, with an event', async () => {
    await simulator.control('POST', '/clock', { mode: 'manual' })
    const { body: chat } = await simulator.control('POST', '/chats', { channel: 'web' })
    await simulator.control('POST', `/reservations/${chat['reservationSid']}/accept`)
    const isThere = () => [...simulator.cloud.taskrouter.workspaces.values()][0]?.tasks.has(String(chat['taskSid']))
    await simulator.control('POST', '/clock', { advanceMs: 86_399_999 })
    expect(isThere()).toBe(true)
    await simulator.control('POST', '/clock', { advanceMs: 1 })
    expect(isThere()).toBe(false)
  })
})
