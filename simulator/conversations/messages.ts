import type { Cloud } from '../cloud/cloud.ts'
import { isoMilliseconds } from '../cloud/dates.ts'
import { lagMsOf } from '../rest/lag-of.ts'
import { notFound } from '../rest/rest-error.ts'
import { requireOpen } from './conversation-life.ts'
import { sendToPhones } from './delivery.ts'
import type { Conversation, Message } from './model.ts'
import type { Origin } from './origin.ts'
import { sendConversationEvent } from './send-event.ts'
import { touch } from './state-timers.ts'

export interface NewMessage {
  readonly author?: string | undefined
  readonly body?: string | undefined
  readonly attributes?: string | undefined
  readonly mediaSid?: string | undefined
  readonly contentSid?: string | undefined
  readonly participantSid?: string | undefined
}

/** Adds a message at the end of a conversation. The author need not be a participant. */
export function addMessage(cloud: Cloud, conversation: Conversation, given: NewMessage, origin: Origin): Message {
  requireOpen(conversation)
  const now = cloud.clock.now()
  const author = given.author ?? 'system'
  const message: Message = {
    order: cloud.nextOrder(),
    sid: cloud.newSid('IM'),
    index: conversation.nextIndex,
    createdAt: now,
    participantSid: given.participantSid ?? conversation.byIdentity.get(author)?.sid ?? null,
    mediaSid: given.mediaSid ?? null,
    contentSid: given.contentSid ?? null,
    visibleFrom: now + lagMsOf(cloud),
    receipts: [],
    author,
    // The body of a template's message is unknown here.
    body: given.contentSid === undefined ? (given.body ?? null) : null,
    attributes: given.attributes ?? '{}',
    updatedAt: null,
  }
  conversation.nextIndex += 1
  conversation.messages.push(message)
  conversation.messageBySid.set(message.sid, message)
  touch(cloud, conversation)
  cloud.journal.change('message.added', message.sid, {
    conversationSid: conversation.sid,
    author,
    index: message.index,
  })
  for (const each of cloud.conversations.listeners) each.messageChanged(conversation, message, 'added')
  sendConversationEvent(cloud, conversation, 'onMessageAdded', origin, messageParams(message))
  sendToPhones(cloud, conversation, message)
  return message
}

/** Changes the body, the author or the attributes of a message. */
export function updateMessage(
  cloud: Cloud,
  conversation: Conversation,
  message: Message,
  given: NewMessage,
  origin: Origin,
): void {
  requireOpen(conversation)
  message.author = given.author ?? message.author
  message.body = given.body ?? message.body
  message.attributes = given.attributes ?? message.attributes
  message.updatedAt = cloud.clock.now()
  cloud.journal.change('message.updated', message.sid, { conversationSid: conversation.sid })
  for (const each of cloud.conversations.listeners) each.messageChanged(conversation, message, 'updated')
  sendConversationEvent(cloud, conversation, 'onMessageUpdated', origin, {
    ...messageParams(message),
    DateUpdated: isoMilliseconds(message.updatedAt),
  })
}

/** Removes a message. Its index is never used again. */
export function removeMessage(cloud: Cloud, conversation: Conversation, message: Message, origin: Origin): void {
  requireOpen(conversation)
  conversation.messageBySid.delete(message.sid)
  conversation.messages.splice(conversation.messages.indexOf(message), 1)
  cloud.journal.change('message.removed', message.sid, { conversationSid: conversation.sid })
  const now = isoMilliseconds(cloud.clock.now())
  const params = { ...messageParams(message), DateUpdated: now, DateRemoved: now }
  for (const each of cloud.conversations.listeners) each.messageChanged(conversation, message, 'removed')
  sendConversationEvent(cloud, conversation, 'onMessageRemoved', origin, params)
}

/** Finds a message of a conversation; 404 if there is none, or while reads lag. */
export function requireMessage(cloud: Cloud, conversation: Conversation, sid: string): Message {
  const message = conversation.messageBySid.get(sid)
  if (message === undefined || message.visibleFrom > cloud.clock.now()) throw notFound(`/Messages/${sid}`)
  return message
}

function messageParams(message: Message): Readonly<Record<string, string>> {
  return {
    MessageSid: message.sid,
    ...(message.participantSid === null ? {} : { ParticipantSid: message.participantSid }),
    Index: String(message.index),
    DateCreated: isoMilliseconds(message.createdAt),
    Author: message.author,
    Body: message.body ?? '',
    Attributes: message.attributes,
  }
}
