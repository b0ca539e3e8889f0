import type { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { isoMilliseconds } from '../cloud/dates.ts'
import { conversationParams, requireFreeName, requireOpen, setConversationState } from './conversation-life.ts'
import type { conversationParameters } from './conversation-parameters.ts'
import type { Conversation } from './model.ts'
import type { Origin } from './origin.ts'
import { sendConversationEvent } from './send-event.ts'
import { armTimers } from './state-timers.ts'

/** Changes a conversation over REST. Attributes are replaced whole; there is no ETag to guard them. */
export function updateConversation(
  cloud: Cloud,
  conversation: Conversation,
  params: z.output<typeof conversationParameters>,
  origin: Origin,
): void {
  const { State: state, 'Timers.Inactive': inactive, 'Timers.Closed': closed } = params
  const repeatsClosing = conversation.state === 'closed' && state === 'closed' && Object.keys(params).length === 1
  if (repeatsClosing) return
  requireOpen(conversation)
  if (params.UniqueName !== undefined) rename(cloud, conversation, params.UniqueName)
  conversation.friendlyName = params.FriendlyName ?? conversation.friendlyName
  conversation.attributes = params.Attributes ?? conversation.attributes
  conversation.messagingServiceSid = params.MessagingServiceSid ?? conversation.messagingServiceSid
  conversation.updatedAt = cloud.clock.now()
  conversation.timers = {
    inactive: inactive ?? conversation.timers.inactive,
    closed: closed ?? conversation.timers.closed,
  }
  if (inactive !== undefined || closed !== undefined) armTimers(cloud, conversation)
  cloud.journal.change('conversation.updated', conversation.sid)
  for (const each of cloud.conversations.listeners) each.conversationChanged(conversation)
  sendConversationEvent(cloud, conversation, 'onConversationUpdated', origin, {
    ...conversationParams(conversation),
    DateUpdated: isoMilliseconds(conversation.updatedAt),
  })
  if (state !== undefined) setConversationState(cloud, conversation, state, origin, 'API')
}

function rename(cloud: Cloud, conversation: Conversation, uniqueName: string): void {
  if (conversation.uniqueName === uniqueName) return
  requireFreeName(cloud, uniqueName)
  if (conversation.uniqueName !== null) cloud.conversations.byUniqueName.delete(conversation.uniqueName)
  conversation.uniqueName = uniqueName
  cloud.conversations.byUniqueName.set(uniqueName, conversation)
}
