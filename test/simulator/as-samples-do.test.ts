import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Json, RunningSimulator } from './running-simulator.ts'
import { startSimulator } from './running-simulator.ts'
import { startReceiver, type WebhookReceiver } from './webhook-receiver.ts'

let simulator: RunningSimulator
let webhooks: WebhookReceiver
beforeAll(async () => {
  simulator = await startSimulator()
  webhooks = await startReceiver()
})
afterAll(() => Promise.all([simulator.stop(), webhooks.stop()]))

const control = async (path: string, body: unknown = {}): Promise<Json> =>
  (await simulator.control('POST', path, body)).body

let chat: Readonly<Record<'conversationSid' | 'taskSid' | 'reservationSid' | 'workerSid', string>>
beforeEach(async () => {
  await control('/reset')
  await control('/seed', { workers: [{ name: 'Ada' }, { name: 'Ben' }] })
  chat = (await control('/chats', { channel: 'web', customer: { name: 'Cleo' } })) as typeof chat
  await control(`/reservations/${chat.reservationSid}/accept`)
})

const seeded = () => {
  const [workspace] = simulator.cloud.taskrouter.workspaces.values()
  if (workspace === undefined) throw new Error('not seeded')
  return workspace
}
const task = () => simulator.sdk.taskrouter.v1.workspaces(seeded().sid).tasks(chat.taskSid)

describe('samples of video in Flex', () => {
  it('make a room with a random name, look it up by that name before a customer joins, and end it', async () => {
    const { rooms } = simulator.sdk.video.v1
    const { sid } = await rooms.create({ uniqueName: 'x7Yq2', type: 'group', emptyRoomTimeout: 60 })
    expect(await rooms.list({ uniqueName: 'x7Yq2', status: 'in-progress', limit: 1 })).toMatchObject([{ sid }])
    await rooms(sid).update({ status: 'completed' })
    expect(await rooms.list({ uniqueName: 'x7Yq2' })).toEqual([])
    expect(await rooms.list({ uniqueName: 'x7Yq2', status: 'completed' })).toMatchObject([{ sid }])
  })

  it('merge the room into the task by its ETag, and read it again after a 412', async () => {
    const before = await task().fetchWithHttpInfo()
    const ifMatch = JSON.parse(String(before.headers?.['etag'])) as string
    await task().update({ attributes: JSON.stringify({ ...JSON.parse(before.body.attributes), other: 1 }) })
    const merged = JSON.stringify({ ...JSON.parse(before.body.attributes), videoRoom: 'x7Yq2' })
    await expect(task().update({ attributes: merged, ifMatch })).rejects.toMatchObject({ status: 412, code: 20412 })
    const now = await task().fetchWithHttpInfo()
    const again = JSON.stringify({ ...JSON.parse(now.body.attributes), videoRoom: 'x7Yq2' })
    await task().update({ attributes: again, ifMatch: JSON.parse(String(now.headers?.['etag'])) as string })
    expect(JSON.parse((await task().fetch()).attributes)).toMatchObject({ other: 1, videoRoom: 'x7Yq2' })
  })

  it('keep the data of a code in a Sync document that a customer may read, until its room has ended', async () => {
    const sync = simulator.sdk.sync.v1.services('default')
    const made = await sync.documents.create({ uniqueName: 'video-abc1234', data: { room: '' }, ttl: 3_600 })
    const customer = sync.documents(made.sid).documentPermissions('customer')
    await customer.update({ read: true, write: false, manage: false })
    expect(await sync.documents(made.sid).documentPermissions.list()).toMatchObject([
      { identity: 'customer', read: true, write: false, manage: false },
    ])
    const { sid } = await simulator.sdk.video.v1.rooms.create({
      statusCallback: `${webhooks.url}/callback?document=${made.sid}`,
    })
    await sync.documents(made.sid).update({ data: { room: sid } })
    expect(await sync.documents('video-abc1234').fetch()).toMatchObject({ data: { room: sid } })
    await simulator.sdk.video.v1.rooms(sid).update({ status: 'completed' })
    const ended = () => webhooks.received.find(({ params }) => params['StatusCallbackEvent'] === 'room-ended')
    await expect.poll(ended).toMatchObject({ params: { RoomSid: sid } })
    await sync.documents(made.sid).remove()
    await expect(sync.documents(made.sid).fetch()).rejects.toMatchObject({ status: 404, code: 20404 })
  })
})

describe('samples of transfers', () => {
  const channelOf = async () => {
    const { flexInteractionSid, flexInteractionChannelSid } = JSON.parse((await task().fetch()).attributes) as Json
    return simulator.sdk.flexApi.v1.interaction(String(flexInteractionSid)).channels(String(flexInteractionChannelSid))
  }

  it('invite the next agent with the old attributes, and remove the first one by their task', async () => {
    const channel = await channelOf()
    const { attributes } = await task().fetch()
    const ben = [...seeded().workers.values()].find(({ sid }) => sid !== chat.workerSid)
    const properties = {
      workspace_sid: seeded().sid,
      workflow_sid: [...seeded().workflows.keys()].at(-1),
      task_channel_unique_name: 'chat',
      attributes: { ...(JSON.parse(attributes) as Json), transferTargetType: 'worker', transferTargetSid: ben?.sid },
    }
    const invite = await channel.invites.create({ routing: { properties } })
    expect(invite.sid).toMatch(/^KG/)
    const agents = (await channel.participants.list()).filter(({ type }) => type === 'agent')
    expect(agents).toMatchObject([{ routingProperties: { task_sid: chat.taskSid, worker_sid: chat.workerSid } }])
    await channel.participants(String(agents[0]?.sid)).update({ status: 'closed' })
    expect((await task().fetch()).assignmentStatus).toBe('completed')
    const { state } = await simulator.sdk.conversations.v1.conversations(chat.conversationSid).fetch()
    expect(state).toBe('active')
  })

  it('park a chat: remove the agent, wait for the customer’s next message, and stop waiting', async () => {
    const channel = await channelOf()
    const conversation = simulator.sdk.conversations.v1.conversations(chat.conversationSid)
    const listener = await conversation.webhooks.create({
      target: 'webhook',
      'configuration.url': `${webhooks.url}/unpark`,
      'configuration.method': 'post',
      'configuration.filters': ['onMessageAdded'],
    })
    const [agent] = (await channel.participants.list()).filter(({ type }) => type === 'agent')
    await channel.participants(String(agent?.sid)).update({ status: 'closed' })
    await control(`/conversations/${chat.conversationSid}/messages`, { as: 'customer', body: 'I am back' })
    const heard = () => webhooks.received.find(({ params }) => params['Body'] === 'I am back')
    await expect.poll(heard).toMatchObject({ params: { EventType: 'onMessageAdded' } })
    expect(await conversation.webhooks(listener.sid).remove()).toBe(true)
    expect(await conversation.webhooks.list()).toEqual([])
  })
})

describe('administration tools', () => {
  it('change a worker’s attributes, capacity and activity', async () => {
    const worker = simulator.sdk.taskrouter.v1.workspaces(seeded().sid).workers(chat.workerSid)
    await worker.update({ attributes: JSON.stringify({ roles: ['agent'], routing: { skills: ['spanish'] } }) })
    const channel = (await worker.workerChannels.list()).find(
      ({ taskChannelUniqueName }) => taskChannelUniqueName === 'chat',
    )
    await worker.workerChannels(String(channel?.sid)).update({ capacity: 3, available: true })
    expect(await worker.workerChannels(String(channel?.sid)).fetch()).toMatchObject({ configuredCapacity: 3 })
    const lunch = [...seeded().activities.values()].find(({ friendlyName }) => friendlyName === 'Break')
    const moved = await worker.update({ activitySid: String(lunch?.sid), rejectPendingReservations: true })
    expect(moved).toMatchObject({ activityName: 'Break', available: false })
  })

  it('read the Flex Configuration, change one attribute as JSON, and find the rest unchanged', async () => {
    const before = await simulator.sdk.flexApi.v1.configuration.get().fetch()
    const mine = { ...before.uiAttributes, custom_data: { features: { video: { enabled: true } } } }
    await simulator.sdk.flexApi.v1.configuration.get().update({ account_sid: before.accountSid, ui_attributes: mine })
    const after = await simulator.sdk.flexApi.v1.configuration.get().fetch()
    expect(after.uiAttributes).toEqual(mine)
    expect(after.taskrouterWorkspaceSid).toBe(before.taskrouterWorkspaceSid)
  })
})
