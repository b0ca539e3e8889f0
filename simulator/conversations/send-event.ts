import type { Cloud } from '../cloud/cloud.ts'
import type { PostEvent } from './events.ts'
import type { Conversation, WebhookSettings } from './model.ts'
import type { Origin } from './origin.ts'

type Params = Readonly<Record<string, string>>

/** Sends an event to the webhooks of the account, the service and the conversation whose filters include it. */
export function sendConversationEvent(
  cloud: Cloud,
  conversation: Conversation,
  event: PostEvent,
  origin: Origin,
  params: Params,
): void {
  if (!origin.fires) return
  const common = commonParams(cloud, conversation, event, origin, params)
  const service = cloud.conversations.services.get(conversation.serviceSid)
  for (const settings of [cloud.conversations.global, service?.webhook]) {
    if (settings !== undefined) sendToSettings(cloud, conversation, event, settings, common)
  }
  for (const webhook of conversation.webhooks.values()) {
    const wanted = webhook.target === 'webhook' ? webhook.filters.includes(event) : triggered(webhook, event, params)
    if (webhook.url === null || !wanted) continue
    cloud.webhooks.send({
      product: 'conversations',
      event,
      url: webhook.url,
      method: webhook.method === 'get' ? 'GET' : 'POST',
      resource: conversation.sid,
      params: { ...common, WebhookSid: webhook.sid },
    })
  }
}

/** A trigger webhook fires for messages that contain one of its trigger words. */
function triggered(webhook: { target: string; triggers: readonly string[] }, event: string, params: Params): boolean {
  const body = params['Body'] ?? ''
  return (
    webhook.target === 'trigger' && event === 'onMessageAdded' && webhook.triggers.some((word) => body.includes(word))
  )
}

function sendToSettings(
  cloud: Cloud,
  conversation: Conversation,
  event: PostEvent,
  settings: WebhookSettings,
  params: Params,
): void {
  if (settings.postWebhookUrl === null || settings.target !== 'webhook' || !settings.filters.includes(event)) return
  cloud.webhooks.send({
    product: 'conversations',
    event,
    url: settings.postWebhookUrl,
    method: settings.method,
    resource: conversation.sid,
    params,
  })
}

function commonParams(
  cloud: Cloud,
  conversation: Conversation,
  event: PostEvent,
  origin: Origin,
  params: Params,
): Params {
  const isVouched = !cloud.untrue.has('client-identity-is-vouched')
  const clientIdentity = isVouched ? origin.clientIdentity : (params['Author'] ?? origin.clientIdentity)
  return {
    AccountSid: cloud.account.accountSid,
    RetryCount: '0',
    ConversationSid: conversation.sid,
    ChatServiceSid: conversation.serviceSid,
    MessagingServiceSid: conversation.messagingServiceSid,
    EventType: event,
    Source: origin.source,
    ...(clientIdentity === undefined ? {} : { ClientIdentity: clientIdentity }),
    ...params,
  }
}
