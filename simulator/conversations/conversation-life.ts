import type { Cloud } from '../cloud/cloud.ts'
import { isoMilliseconds } from '../cloud/dates.ts'
import { invalid, notFound, RestError } from '../rest/rest-error.ts'
import type { Conversation, ConversationState } from './model.ts'
import type { Origin } from './origin.ts'
import { sendConversationEvent } from './send-event.ts'

export interface NewConversation {
  readonly serviceSid?: string | undefined
  readonly friendlyName?: string | undefined
  readonly uniqueName?: string | undefined
  readonly attributes?: string | undefined
  readonly messagingServiceSid?: string | undefined
}

/** Creates an active conversation, in the account's default service unless another is named. */
export function createConversation(cloud: Cloud, given: NewConversation, origin: Origin): Conversation {
  const { conversations: state } = cloud
  if (given.uniqueName !== undefined) requireFreeName(cloud, given.uniqueName)
  const now = cloud.clock.now()
  const conversation: Conversation = {
    order: cloud.nextOrder(),
    sid: cloud.newSid('CH'),
    serviceSid: given.serviceSid ?? state.defaultServiceSid,
    createdAt: now,
    updatedAt: now,
    messagingServiceSid: given.messagingServiceSid ?? state.messagingServiceSid,
    friendlyName: given.friendlyName ?? null,
    uniqueName: given.uniqueName ?? null,
    attributes: given.attributes ?? '{}',
    state: 'active',
    timers: { inactive: null, closed: null },
    stopTimers: () => undefined,
    nextIndex: 0,
    messages: [],
    messageBySid: new Map(),
    participants: new Map(),
    byIdentity: new Map(),
    webhooks: new Map(),
    delivery: undefined,
  }
  state.conversations.set(conversation.sid, conversation)
  if (conversation.uniqueName !== null) state.byUniqueName.set(conversation.uniqueName, conversation)
  cloud.journal.change('conversation.added', conversation.sid)
  sendConversationEvent(cloud, conversation, 'onConversationAdded', origin, conversationParams(conversation))
  return conversation
}

/** Moves a conversation to another state. `closed` is final and frees the participants' addresses. */
export function setConversationState(
  cloud: Cloud,
  conversation: Conversation,
  to: ConversationState,
  origin: Origin,
  reason: 'API' | 'TIMER' | 'EVENT',
): void {
  const from = conversation.state
  if (from === to) return
  requireOpen(conversation)
  conversation.state = to
  conversation.updatedAt = cloud.clock.now()
  if (to === 'closed') release(cloud, conversation)
  cloud.journal.change(`conversation.${to}`, conversation.sid, { from, reason })
  for (const each of cloud.conversations.listeners) each.conversationChanged(conversation)
  sendConversationEvent(cloud, conversation, 'onConversationStateUpdated', origin, {
    StateFrom: from,
    StateTo: to,
    StateUpdated: isoMilliseconds(conversation.updatedAt),
    Reason: reason,
  })
}

/** Deletes a conversation and everything in it. */
export function removeConversation(cloud: Cloud, conversation: Conversation, origin: Origin): void {
  release(cloud, conversation)
  cloud.conversations.conversations.delete(conversation.sid)
  if (conversation.uniqueName !== null) cloud.conversations.byUniqueName.delete(conversation.uniqueName)
  cloud.journal.change('conversation.removed', conversation.sid)
  sendConversationEvent(cloud, conversation, 'onConversationRemoved', origin, {
    ...conversationParams(conversation),
    DateRemoved: isoMilliseconds(cloud.clock.now()),
  })
}

/** Finds a conversation by SID or unique name, inside a service if one is named; 404 if there is none. */
export function requireConversation(cloud: Cloud, at: { conversation: string; service?: string }): Conversation {
  const { conversations, byUniqueName } = cloud.conversations
  const found = conversations.get(at.conversation) ?? byUniqueName.get(at.conversation)
  if (found === undefined || (at.service ?? found.serviceSid) !== found.serviceSid) {
    throw notFound(`/Conversations/${at.conversation}`)
  }
  return found
}

/** Refuses changes to a closed conversation, which is read-only. */
export function requireOpen(conversation: Conversation): void {
  if (conversation.state === 'closed') throw invalid('Conversation is in its final closed state', 50377)
}

/** Refuses a unique name that another conversation of the account has. */
export function requireFreeName(cloud: Cloud, uniqueName: string): void {
  if (cloud.conversations.byUniqueName.has(uniqueName)) {
    throw new RestError(409, 50353, 'Conversation with provided unique name already exists')
  }
}

/** A conversation's fields in webhooks. */
export function conversationParams(conversation: Conversation): Readonly<Record<string, string>> {
  const { friendlyName, uniqueName } = conversation
  return {
    DateCreated: isoMilliseconds(conversation.createdAt),
    DateUpdated: isoMilliseconds(conversation.updatedAt),
    ...(friendlyName === null ? {} : { FriendlyName: friendlyName }),
    ...(uniqueName === null ? {} : { UniqueName: uniqueName }),
    Attributes: conversation.attributes,
    State: conversation.state,
  }
}

function release(cloud: Cloud, conversation: Conversation): void {
  conversation.stopTimers()
  for (const { binding } of conversation.participants.values()) {
    if (binding !== null) cloud.conversations.openBindings.delete(`${binding.address} ${binding.proxy_address}`)
  }
}
