import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type RunningSimulator, startSimulator } from './running-simulator.ts'

interface Chat {
  readonly conversationSid: string
  readonly interactionSid: string
  readonly channelSid: string
  readonly inviteSid: string
  readonly taskSid: string
  readonly reservationSid: string
  readonly workerSid: string
  readonly customerIdentity: string | null
}
interface Seed {
  readonly workspaceSid: string
  readonly workflowSid: string
  readonly transferWorkflowSid: string
  readonly queueSid: string
  readonly workers: readonly { sid: string; identity: string; token: string }[]
}

let simulator: RunningSimulator
let seed: Seed
beforeAll(async () => {
  simulator = await startSimulator()
})
afterAll(() => simulator.stop())
beforeEach(async () => {
  await simulator.control('POST', '/reset')
  seed = (await simulator.control('POST', '/seed', {})).body as unknown as Seed
})

const control = async <T>(path: string, body: unknown = {}): Promise<T> =>
  (await simulator.control('POST', path, body)).body as T
const aChat = (more: Record<string, unknown> = {}) => control<Chat>('/chats', { channel: 'web', ...more })
const acceptedChat = async () => {
  const chat = await aChat()
  await control(`/reservations/${chat.reservationSid}/accept`)
  return chat
}
const channelOf = ({ interactionSid, channelSid }: Chat) =>
  simulator.sdk.flexApi.v1.interaction(interactionSid).channels(channelSid)
const conversationOf = ({ conversationSid }: Chat) => simulator.sdk.conversations.v1.conversations(conversationSid)
const taskOf = (sid: string) => simulator.sdk.taskrouter.v1.workspaces(seed.workspaceSid).tasks(sid)
const identities = async (chat: Chat) =>
  (await conversationOf(chat).participants.list()).map(({ identity }) => identity)

describe('an inbound chat', () => {
  it('has a task whose attributes name channel, customer, conversation and interaction', async () => {
    const chat = await aChat({ customer: { name: 'Cleo' }, attributes: { extra: true } })
    const attributes: unknown = JSON.parse((await taskOf(chat.taskSid).fetch()).attributes)
    expect(attributes).toMatchObject({
      channelType: 'web',
      customerName: 'Cleo',
      conversationSid: chat.conversationSid,
      flexInteractionSid: chat.interactionSid,
      flexInteractionChannelSid: chat.channelSid,
      flexChannelInviteSid: chat.inviteSid,
      extra: true,
    })
  })

  it('can be offered to one worker only', async () => {
    const [, ben] = seed.workers
    expect((await aChat({ workerSid: ben?.sid })).workerSid).toBe(ben?.sid)
  })

  it('on a messaging channel has a customer with an address instead of an identity', async () => {
    const chat = await aChat({ channel: 'whatsapp' })
    expect(chat.customerIdentity).toBeNull()
    expect(await conversationOf(chat).participants.list()).toMatchObject([{ messagingBinding: { type: 'whatsapp' } }])
  })

  it('gains the agent who accepts, loses the one who wraps up, and closes when the task is completed', async () => {
    const chat = await acceptedChat()
    const [ada] = seed.workers
    expect(await identities(chat)).toEqual([chat.customerIdentity, ada?.identity])
    expect(await channelOf(chat).participants.list()).toMatchObject([
      { type: 'customer', routingProperties: null },
      { type: 'agent', routingProperties: { worker_sid: ada?.sid, reservation_sid: chat.reservationSid } },
    ])
    await control(`/tasks/${chat.taskSid}/wrapup`)
    expect(await identities(chat)).toEqual([chat.customerIdentity])
    expect((await conversationOf(chat).fetch()).state).toBe('active')
    await control(`/tasks/${chat.taskSid}/complete`, { reason: 'solved' })
    expect((await conversationOf(chat).fetch()).state).toBe('closed')
    expect(await taskOf(chat.taskSid).fetch()).toMatchObject({ assignmentStatus: 'completed', reason: 'solved' })
  })
})

describe('a transfer', () => {
  const invite = (chat: Chat, properties: Record<string, unknown> = {}) =>
    channelOf(chat).invites.create({
      routing: {
        properties: {
          workspace_sid: seed.workspaceSid,
          workflow_sid: seed.transferWorkflowSid,
          task_channel_unique_name: 'chat',
          attributes: {
            transferId: 'tr-1',
            transferTargetType: 'queue',
            transferTargetSid: seed.queueSid,
            workerSidsInConversation: [chat.workerSid],
          },
          ...properties,
        },
      },
    })

  it('offers another agent a new task, and removes the first agent; the conversation stays active', async () => {
    const chat = await acceptedChat()
    const [ada, ben] = seed.workers
    const made = await invite(chat)
    const { sid: newTask } = (made.routing as { properties: { sid: string } }).properties
    expect(await channelOf(chat).invites.list()).toHaveLength(2)
    const [offer] = await taskOf(newTask).reservations.list()
    expect(offer?.workerSid).toBe(ben?.sid)
    await control(`/reservations/${offer?.sid}/accept`)
    const agents = (await channelOf(chat).participants.list()).filter(({ type }) => type === 'agent')
    const leaving = agents.find(({ routingProperties }) => routingProperties.worker_sid === ada?.sid)
    await channelOf(chat)
      .participants(leaving?.sid ?? '')
      .update({ status: 'closed' })
    expect(await identities(chat)).toEqual([chat.customerIdentity, ben?.identity])
    expect((await taskOf(chat.taskSid).fetch()).assignmentStatus).toBe('completed')
    expect((await conversationOf(chat).fetch()).state).toBe('active')
  })

  it('to one worker is canceled when that worker declines', async () => {
    const chat = await acceptedChat()
    const made = await invite(chat, { queue_sid: seed.queueSid, worker_sid: seed.workers[1]?.sid })
    const { sid } = (made.routing as { properties: { sid: string } }).properties
    const [offer] = await taskOf(sid).reservations.list()
    await control(`/reservations/${offer?.sid}/reject`)
    expect((await taskOf(sid).fetch()).assignmentStatus).toBe('canceled')
    expect(await identities(chat)).toHaveLength(2)
  })

  it('is refused without a workflow when there are several (20001), and on a closed channel (45376)', async () => {
    const chat = await acceptedChat()
    await expect(invite(chat, { workflow_sid: undefined })).rejects.toMatchObject({ code: 20001 })
    await channelOf(chat).update({ status: 'closed' })
    await expect(invite(chat)).rejects.toMatchObject({ code: 45376 })
  })
})

describe('a channel', () => {
  it.each([
    [undefined, 'wrapping'],
    [{ status: 'closed' }, 'completed'],
  ])('closed with routing %j leaves the task %s and the conversation closed', async (routing, status) => {
    const chat = await acceptedChat()
    await channelOf(chat).update({ status: 'closed', ...(routing === undefined ? {} : { routing }) })
    expect((await taskOf(chat.taskSid).fetch()).assignmentStatus).toBe(status)
    expect((await conversationOf(chat).fetch()).state).toBe('closed')
    expect((await channelOf(chat).fetch()).status).toBe('closed')
  })

  it('can be parked when its routing is closed: the conversation stays active', async () => {
    const chat = await acceptedChat()
    await expect(channelOf(chat).update({ status: 'inactive' })).rejects.toMatchObject({ code: 20001 })
    await channelOf(chat).update({ status: 'inactive', routing: { status: 'closed' } })
    expect((await conversationOf(chat).fetch()).state).toBe('active')
    expect(await simulator.sdk.flexApi.v1.interaction(chat.interactionSid).channels.list()).toHaveLength(1)
  })
})

it('an interaction can be made over REST', async () => {
  const made = await simulator.sdk.flexApi.v1.interaction.create({
    channel: { type: 'web', initiated_by: 'customer', participants: [{ identity: 'cleo' }] },
    routing: { properties: { workspace_sid: seed.workspaceSid, workflow_sid: seed.workflowSid } },
  })
  expect((await simulator.sdk.flexApi.v1.interaction(made.sid).fetch()).channel).toMatchObject({ type: 'web' })
})

it('the configuration has the workspace and the workflow of the project', async () => {
  expect(await simulator.sdk.flexApi.v1.configuration().fetch()).toMatchObject({
    taskrouterWorkspaceSid: seed.workspaceSid,
    taskrouterTargetWorkflowSid: seed.workflowSid,
  })
})

describe('Flex tokens', () => {
  const validate = async (token: string) => {
    const response = await fetch(
      `${simulator.url}/iam/v1/Accounts/AC00000000000000000000000000000001/Tokens/validate`,
      {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Basic ${btoa('SK00000000000000000000000000000001:simulated-api-key-secret-not-real')}`,
        },
        body: JSON.stringify({ token }),
      },
    )
    return response.json()
  }

  it('contain the worker until they expire, after eight hours', async () => {
    await control('/clock', { mode: 'manual' })
    const [ada] = seed.workers
    expect(await validate(ada?.token ?? '')).toMatchObject({
      valid: true,
      code: 0,
      worker_sid: ada?.sid,
      identity: ada?.identity,
      roles: ['agent'],
      realm_user_id: 'ada@example.com',
    })
    await control('/clock', { advanceMs: 8 * 3_600_000 - 60_000 })
    expect(await validate(ada?.token ?? '')).toMatchObject({ valid: true })
    await control('/clock', { advanceMs: 60_000 })
    expect(await validate(ada?.token ?? '')).toMatchObject({ valid: false, code: 20104 })
    expect(await validate('made up')).toMatchObject({ valid: false, code: 20101 })
  })

  it('can be made for a role without a worker, and are not in the journal', async () => {
    const { token } = await control<{ token: string }>('/tokens', { roles: ['supervisor'], ttlSeconds: 5 })
    expect(await validate(token)).toMatchObject({ valid: true, roles: ['supervisor'], worker_sid: null })
    expect(JSON.stringify(simulator.cloud.journal.after(0))).not.toContain(token)
  })
})
