import type { Cloud } from '../cloud/cloud.ts'
import { isoMilliseconds } from '../cloud/dates.ts'
import type { Conversation } from '../conversations/model.ts'
import { workerIdentity } from '../flex/identity.ts'
import { readAttributes } from '../taskrouter/attributes.ts'
import type { Worker } from '../taskrouter/model.ts'
import { chatsOf } from './chats.ts'
import { latestNews } from './news.ts'

export type DeskView = ReturnType<typeof deskView>
export type DeskAgent = DeskView['agents'][number]
export type DeskRoom = DeskView['rooms'][number]
export type DeskMessage = DeskView['messages'][number]
export type { DeskChat, DeskTask } from './chats.ts'
export type { News } from './news.ts'
export type { AgentPanel } from './panel.ts'
export type { TransferSaid, VideoSaid } from './task-said.ts'

const mostRooms = 12

/** Everything that the page shows, in one read, so that all parts of the page show the same moment. */
export function deskView(cloud: Cloud, chatSid: string | undefined) {
  const { project } = cloud.flex
  const workspace = project === null ? undefined : cloud.taskrouter.workspaces.get(project.workspaceSid)
  const workers = [...(workspace?.workers.values() ?? [])]
  const chats = chatsOf(cloud)
  const chat = chats.find(({ conversationSid }) => conversationSid === chatSid) ?? chats[0]
  const conversation = cloud.conversations.conversations.get(chat?.conversationSid ?? '')
  return {
    agents: workers.map((worker) => ({
      sid: worker.sid,
      name: nameOf(worker),
      activity: workspace?.activities.get(worker.activitySid)?.friendlyName ?? '',
    })),
    activities: [...(workspace?.activities.values() ?? [])].map(({ friendlyName }) => friendlyName),
    queues: [...(workspace?.queues.values() ?? [])].map(({ friendlyName }) => friendlyName),
    chats,
    chatSid: chat?.conversationSid ?? null,
    messages: conversation === undefined ? [] : messagesOf(conversation, workers),
    rooms: roomsOf(cloud),
    panel: cloud.agentPanel,
    news: latestNews(cloud.journal),
  }
}

const nameOf = (worker: Worker): string => {
  const name = readAttributes(worker.attributes)['full_name']
  return typeof name === 'string' && name !== '' ? name : worker.friendlyName
}

/** An author who is neither an agent nor a participant writes through the API. */
function messagesOf(conversation: Conversation, workers: readonly Worker[]) {
  const agents = new Map(workers.map((worker) => [workerIdentity(worker), worker]))
  const customers = new Set(
    [...conversation.participants.values()].flatMap(({ identity, binding }) =>
      identity !== null && agents.has(identity) ? [] : [identity ?? binding?.address],
    ),
  )
  return conversation.messages.map((message) => {
    const agent = agents.get(message.author)
    const from = agent ? ('agent' as const) : customers.has(message.author) ? ('customer' as const) : ('api' as const)
    return {
      sid: message.sid,
      from,
      agentSid: agent?.sid ?? null,
      name: agent ? nameOf(agent) : message.author,
      body: message.body ?? '',
      at: isoMilliseconds(message.createdAt),
    }
  })
}

/** The newest rooms. */
function roomsOf(cloud: Cloud) {
  const newest = [...cloud.video.rooms.values()].slice(-mostRooms).reverse()
  return newest.map((room) => ({
    sid: room.sid,
    name: room.uniqueName,
    status: room.status,
    participants: [...room.participants.values()].map(({ sid, identity, status }) => ({ sid, identity, status })),
  }))
}
