import type { Cloud } from '../../cloud/cloud.ts'
import { isoMilliseconds } from '../../cloud/dates.ts'
import type { Conversation, Message, Participant } from '../../conversations/model.ts'
import { workerIdentity } from '../../flex/identity.ts'
import { readAttributes } from '../../taskrouter/attributes.ts'
import type { SyncItem } from '../sync/model.ts'

// The contents of the Conversations SDK's Sync objects. Property names are those of its predecessor, Programmable Chat.

/** The document `CH….channel`. */
export function channelDocument(cloud: Cloud, sid: string): unknown {
  const conversation = cloud.conversations.conversations.get(sid)
  if (conversation === undefined) return undefined
  const last = conversation.messages.at(-1)
  return {
    sid,
    friendlyName: conversation.friendlyName,
    uniqueName: conversation.uniqueName,
    attributes: conversation.attributes,
    state: { current: conversation.state, dateUpdated: isoMilliseconds(conversation.updatedAt) },
    bindings: {},
    createdBy: 'system',
    dateCreated: isoMilliseconds(conversation.createdAt),
    dateUpdated: isoMilliseconds(conversation.updatedAt),
    messages: `${sid}.messages`,
    roster: `${sid}.roster`,
    ...(last === undefined ? {} : { lastMessage: { index: last.index, timestamp: isoMilliseconds(last.createdAt) } }),
  }
}

/** The list `CH….messages`. */
export const messageItems = (cloud: Cloud, sid: string): readonly SyncItem[] | undefined =>
  cloud.conversations.conversations.get(sid)?.messages.map(messageItem)

/** An item of `CH….messages`. */
export const messageItem = (message: Message): SyncItem => ({
  index: message.index,
  createdAt: message.createdAt,
  data: {
    sid: message.sid,
    text: message.body ?? '',
    type: 'text',
    author: message.author,
    attributes: message.attributes,
    timestamp: isoMilliseconds(message.createdAt),
    dateUpdated: isoMilliseconds(message.updatedAt ?? message.createdAt),
    lastUpdatedBy: null,
    memberSid: message.participantSid,
    medias: null,
  },
})

/** The map `CH….roster`. */
export const rosterItems = (cloud: Cloud, sid: string): readonly SyncItem[] | undefined => {
  const conversation = cloud.conversations.conversations.get(sid)
  return conversation && [...conversation.participants.values()].map(rosterItem)
}

/** An item of `CH….roster`. */
export const rosterItem = (participant: Participant): SyncItem => ({
  key: participant.sid,
  createdAt: participant.createdAt,
  data: {
    identity: participant.identity,
    type: participant.binding?.type ?? 'chat',
    attributes: participant.attributes,
    dateCreated: isoMilliseconds(participant.createdAt),
    dateUpdated: isoMilliseconds(participant.updatedAt),
    roleSid: participant.roleSid,
    lastConsumedMessageIndex: participant.lastReadIndex,
    lastConsumptionTimestamp: participant.lastReadAt,
    bindings: {},
  },
})

/** The map `<identity>.my_conversations`. */
export const myConversations = (cloud: Cloud, identity: string): readonly SyncItem[] =>
  [...cloud.conversations.conversations.values()].flatMap((conversation) => {
    const participant = conversation.byIdentity.get(identity)
    return participant === undefined ? [] : [myConversation(conversation, participant)]
  })

/** An item of `<identity>.my_conversations`. */
export const myConversation = ({ sid }: Conversation, participant: Participant): SyncItem => ({
  key: sid,
  createdAt: participant.createdAt,
  data: {
    sid,
    status: 'joined',
    channel: `${sid}.channel`,
    messages: `${sid}.messages`,
    roster: `${sid}.roster`,
    lastConsumedMessageIndex: participant.lastReadIndex,
    notificationLevel: 'default',
  },
})

/** The map `<identity>.user_info`, which holds an agent's display name. */
export function userItems(cloud: Cloud, identity: string): readonly SyncItem[] {
  const createdAt = cloud.clock.now()
  const items = {
    friendlyName: { value: userName(cloud, identity) },
    attributes: { value: '{}' },
    reachability: { online: true, notifiable: false },
  }
  return Object.entries(items).map(([key, data]) => ({ key, data, createdAt }))
}

/** An agent's name, or the name that a customer gave at the start of the chat. */
export function userName(cloud: Cloud, identity: string): string {
  const workspaces = [...cloud.taskrouter.workspaces.values()]
  const worker = workspaces
    .flatMap((each) => [...each.workers.values()])
    .find((each) => workerIdentity(each) === identity)
  if (worker !== undefined) return text(readAttributes(worker.attributes)['full_name']) ?? identity
  const named = workspaces
    .flatMap((each) => [...each.tasks.values()])
    .map((task) => readAttributes(task.attributes))
    .find((attributes) => attributes['customerAddress'] === identity)
  return text(named?.['customerName']) ?? identity
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)
