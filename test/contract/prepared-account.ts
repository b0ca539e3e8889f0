import { changeTracks } from '../../simulator/video/tracks.ts'
import type { Json, RunningSimulator } from '../simulator/running-simulator.ts'

type Found = readonly (readonly [collection: string, sid: string])[]

/** Fills an account with one of everything that no REST operation makes, and says which SID is in which collection. */
export async function prepareAccount(simulator: RunningSimulator): Promise<Found> {
  const control = async (path: string, body: unknown = {}): Promise<Json> =>
    (await simulator.control('POST', path, body)).body
  await control('/seed')
  await control('/voice', { media: false, updateLagMs: 0 })
  const service = simulator.cloud.conversations.defaultServiceSid
  return [
    ...(await aDocument(simulator)),
    ['conversations/v1/Services', service],
    ...(await aTextedConversation(simulator, 'conversations/v1', '/conversations/v1')),
    ...(await aTextedConversation(simulator, 'conversations/v1/Services/{}', `/conversations/v1/Services/${service}`)),
    ...(await aTask(simulator)),
    ...(await aRoom(simulator, control)),
    ...(await calls(simulator, control)),
    ...(await anInteraction(simulator, control)),
  ]
}

async function aDocument(simulator: RunningSimulator): Promise<Found> {
  const documents = '/sync/v1/Services/default/Documents'
  const document = await made(simulator, documents, {})
  await simulator.rest('POST', `${documents}/${document}/Permissions/ada`, {
    Read: 'true',
    Write: 'true',
    Manage: 'true',
  })
  return [
    ['sync/v1/Services', 'default'],
    ['sync/v1/Services/{}/Documents', document],
    ['sync/v1/Services/{}/Documents/{}/Permissions', 'ada'],
  ]
}

/** Messages to a phone have receipts. */
async function aTextedConversation(simulator: RunningSimulator, key: string, base: string): Promise<Found> {
  const conversation = await made(simulator, `${base}/Conversations`, {})
  const parts = `${base}/Conversations/${conversation}`
  await made(simulator, `${parts}/Participants`, {
    'MessagingBinding.Address': key.endsWith('{}') ? '+15550100005' : '+15550100001',
    'MessagingBinding.ProxyAddress': '+15550100002',
  })
  const message = await made(simulator, `${parts}/Messages`, { Body: 'hello' })
  return [
    [`${key}/Conversations`, conversation],
    [`${key}/Conversations/{}/Messages`, message],
  ]
}

async function aTask(simulator: RunningSimulator): Promise<Found> {
  const [workspace] = simulator.cloud.taskrouter.workspaces.values()
  const [workflow] = workspace?.workflows.keys() ?? []
  const [queue] = workspace?.queues.keys() ?? []
  const base = `/taskrouter/v1/Workspaces/${workspace?.sid}`
  const task = await made(simulator, `${base}/Tasks`, { WorkflowSid: String(workflow), TaskChannel: 'chat' })
  const [reservation] = workspace?.tasks.get(task)?.reservations.values() ?? []
  const key = 'taskrouter/v1/Workspaces'
  return [
    [key, String(workspace?.sid)],
    ['a workflow', String(workflow)],
    ['a queue', String(queue)],
    [`${key}/{}/Tasks`, task],
    [`${key}/{}/Workers`, String(reservation?.worker.sid)],
    [`${key}/{}/Tasks/{}/Reservations`, String(reservation?.sid)],
    [`${key}/{}/Workers/{}/Reservations`, String(reservation?.sid)],
  ]
}

/** A recorded room in which both participants publish and subscribe to each other. */
async function aRoom(
  simulator: RunningSimulator,
  control: (path: string, body?: unknown) => Promise<Json>,
): Promise<Found> {
  const room = await made(simulator, '/video/v1/Rooms', { RecordParticipantsOnConnect: 'true' })
  const ada = await control(`/rooms/${room}/participants`, { identity: 'ada' })
  await control(`/rooms/${room}/participants`, { identity: 'ben' })
  const stored = simulator.cloud.video.rooms.get(room)
  for (const participant of stored?.connected.values() ?? []) {
    const track = { id: participant.sid, kind: 'audio', name: 'voice', enabled: true, priority: 'standard' } as const
    if (stored !== undefined) changeTracks(simulator.cloud, stored, participant, [track])
  }
  return [
    ['video/v1/Rooms', room],
    ['video/v1/Rooms/{}/Participants', String(ada['sid'])],
  ]
}

/** One call in a conference, and another for operations that end a call. */
async function calls(
  simulator: RunningSimulator,
  control: (path: string, body?: unknown) => Promise<Json>,
): Promise<Found> {
  const other = await control('/calls')
  const call = await control('/calls', { endsWithLastAgent: false })
  await control(`/reservations/${call['reservationSid']}/accept`)
  const [conference] = simulator.cloud.voice.conferences.values()
  // The agent's leg: the end of the customer's would end the conference.
  const agent = [...(conference?.seats.keys() ?? [])].find((sid) => sid !== call['callSid'])
  return [
    ['api/Calls', String(other['callSid'])],
    ['api/Calls/{}/Siprec', 'one'],
    ['api/Conferences', String(conference?.sid)],
    ['api/Conferences/{}/Participants', String(agent)],
  ]
}

async function anInteraction(
  simulator: RunningSimulator,
  control: (path: string, body?: unknown) => Promise<Json>,
): Promise<Found> {
  const chat = await control('/chats', { channel: 'web' })
  await control(`/reservations/${chat['reservationSid']}/accept`)
  const key = 'flex-api/v1/Interactions'
  const interaction = simulator.cloud.flex.interactions.get(String(chat['interactionSid']))
  const participants = interaction?.channels.get(String(chat['channelSid']))?.participants.values() ?? []
  const agent = [...participants].find(({ type }) => type === 'agent')
  return [
    [key, String(chat['interactionSid'])],
    ['an agent', String(agent?.sid)],
    [`${key}/{}/Channels`, String(chat['channelSid'])],
  ]
}

async function made(
  simulator: RunningSimulator,
  path: string,
  params: Readonly<Record<string, string>>,
): Promise<string> {
  const response = await simulator.rest('POST', path, { ...params })
  return String(((await response.json()) as Json)['sid'])
}
