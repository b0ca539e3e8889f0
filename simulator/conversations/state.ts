import type { NewSid } from '../cloud/sids.ts'
import type { ChatService, ConversationListener, ConversationsState, WebhookSettings } from './model.ts'

/** An account's initial conversations state: an empty default service. */
export function emptyConversations(
  newSid: NewSid,
  now: number,
  serviceSid = newSid('IS'),
  listeners: readonly ConversationListener[] = [],
): ConversationsState {
  const service = chatService(serviceSid, 'Flex Chat Service', 0, now)
  return {
    listeners,
    services: new Map([[serviceSid, service]]),
    global: webhookSettings(),
    defaultServiceSid: serviceSid,
    messagingServiceSid: newSid('MG'),
    roleSid: newSid('RL'),
    conversations: new Map(),
    byUniqueName: new Map(),
    openBindings: new Map(),
  }
}

/** Creates a service without webhooks. */
export function chatService(sid: string, friendlyName: string, order: number, createdAt: number): ChatService {
  return { sid, friendlyName, order, createdAt, webhook: webhookSettings() }
}

const webhookSettings = (): WebhookSettings => ({
  preWebhookUrl: null,
  postWebhookUrl: null,
  filters: [],
  method: 'POST',
  target: 'webhook',
})
