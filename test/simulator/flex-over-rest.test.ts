import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Json, jsonRequest, type RunningSimulator, restRequest, startSimulator } from './running-simulator.ts'

let simulator: RunningSimulator
const control = async (path: string, body: unknown = {}): Promise<Json> =>
  (await simulator.control('POST', path, body)).body

/** A request with a JSON body, as SDKs send it where there is no form. */
async function postJson(path: string, body: unknown): Promise<{ status: number; gap: string | null; body: Json }> {
  const { headers: signedIn } = restRequest('POST')
  const { headers: json, ...request } = jsonRequest('POST', body)
  const response = await simulator.app.request(path, { ...request, headers: { ...signedIn, ...json } })
  return {
    status: response.status,
    gap: response.headers.get('x-simulator-gap'),
    body: (await response.json()) as Json,
  }
}

describe('Flex and conversations over REST', () => {
  beforeAll(async () => {
    simulator = await startSimulator()
  })
  beforeEach(async () => {
    await control('/reset')
    await control('/seed')
  })
  afterAll(() => simulator.stop())

  async function aChat() {
    const chat = await control('/chats', { channel: 'web' })
    await control(`/reservations/${chat['reservationSid']}/accept`)
    const path = `/flex-api/v1/Interactions/${chat['interactionSid']}/Channels/${chat['channelSid']}`
    const listed = (await (await simulator.rest('GET', `${path}/Participants`)).json()) as Json
    const participants = listed['participants'] as { sid: string; type: string }[]
    const [queue] = [...simulator.cloud.taskrouter.workspaces.values()].flatMap(({ queues }) => [...queues.keys()])
    return { path, agent: participants.find(({ type }) => type === 'agent')?.sid, queue }
  }

  it('starts a cold transfer of a channel, which can be read', async () => {
    const { path, agent, queue } = await aChat()
    const made = await postJson(`${path}/Transfers`, { type: 'cold', from: agent, to: queue })
    expect([made.status, made.body['status'], made.body['from'], made.body['to']]).toEqual([
      201,
      'active',
      agent,
      queue,
    ])
    const read = await simulator.rest('GET', `${path}/Transfers/${made.body['sid']}`)
    expect(await read.json()).toEqual(made.body)
  })

  it('refuses a warm transfer of a channel with a gap', async () => {
    const { path, agent, queue } = await aChat()
    const refused = await postJson(`${path}/Transfers`, { type: 'warm', from: agent, to: queue })
    expect([refused.status, refused.gap]).toEqual([501, 'warm transfers of a channel'])
  })

  it('changes the named parts of the Flex Configuration, and nothing else', async () => {
    const path = '/flex-api/v1/Configuration'
    const account_sid = simulator.cloud.account.accountSid
    const changed = await postJson(path, { account_sid, ui_attributes: { logo: 'x' } })
    expect(changed.body).toMatchObject({ ui_attributes: { logo: 'x' }, ui_language: 'en-US' })
    expect((await postJson(path, { url: 'https://example.com' })).status).toBe(400)
    expect((await postJson(path, { shoes: 1 })).status).toBe(400)
  })

  it('makes a conversation with its participants, or nothing', async () => {
    const { conversations } = simulator.sdk
    const people = [
      { identity: 'ada' },
      { messaging_binding: { address: '+15550100001', proxy_address: '+15550100002' } },
    ]
    const made = await conversations.v1.conversationWithParticipants.create({
      participant: people.map((each) => JSON.stringify(each)),
    })
    const participants = await conversations.v1.conversations(made.sid).participants.list()
    expect(participants.map(({ identity }) => identity)).toEqual(['ada', null])
    const again = conversations.v1.conversationWithParticipants.create({
      uniqueName: 'refused',
      participant: people.map((each) => JSON.stringify(each)),
    })
    await expect(again).rejects.toMatchObject({ status: 409 })
    await expect(conversations.v1.conversations('refused').fetch()).rejects.toMatchObject({ status: 404 })
  })

  it('lists the conversations of an identity, and those of an address', async () => {
    const { v1 } = simulator.sdk.conversations
    const { sid } = await v1.conversations.create({ friendlyName: 'one' })
    await v1.conversations(sid).participants.create({ identity: 'zoe' })
    const of = async (params: { identity?: string; address?: string }) =>
      (await v1.participantConversations.list(params)).map((each) => each.conversationSid)
    expect([await of({ identity: 'zoe' }), await of({ address: '+1' })]).toEqual([[sid], []])
    await expect(of({})).rejects.toMatchObject({ status: 400 })
  })
})
