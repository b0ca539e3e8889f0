import type { Cloud } from '../cloud/cloud.ts'
import { isoSeconds, isoSecondsOrNull } from '../cloud/dates.ts'
import type { Conversation, Message, Participant, Receipt, ReceiptStatus, ScopedWebhook } from './model.ts'

/** The address at which a resource is shown: inside its service, or in the default service. */
export interface Place {
  readonly service?: string
}

/** A conversation as the REST API shows it. */
export function conversationBody(cloud: Cloud, conversation: Conversation, place: Place = {}) {
  const url = conversationUrl(conversation, place)
  const { inactive, closed } = conversation.timers
  return {
    sid: conversation.sid,
    account_sid: cloud.account.accountSid,
    chat_service_sid: conversation.serviceSid,
    messaging_service_sid: conversation.messagingServiceSid,
    friendly_name: conversation.friendlyName,
    unique_name: conversation.uniqueName,
    attributes: conversation.attributes,
    state: conversation.state,
    date_created: isoSeconds(conversation.createdAt),
    date_updated: isoSeconds(conversation.updatedAt),
    timers: {
      ...(inactive === null ? {} : { date_inactive: inactive }),
      ...(closed === null ? {} : { date_closed: closed }),
    },
    bindings: {},
    url,
    links: { participants: `${url}/Participants`, messages: `${url}/Messages`, webhooks: `${url}/Webhooks` },
  }
}

/** A message as the REST API shows it. */
export function messageBody(cloud: Cloud, conversation: Conversation, message: Message, place: Place = {}) {
  const url = `${conversationUrl(conversation, place)}/Messages/${message.sid}`
  return {
    ...belonging(cloud, conversation, place),
    sid: message.sid,
    index: message.index,
    author: message.author,
    body: message.body,
    media: null,
    attributes: message.attributes,
    participant_sid: message.participantSid,
    date_created: isoSeconds(message.createdAt),
    date_updated: isoSecondsOrNull(message.updatedAt),
    delivery: deliveryBody(message.receipts),
    content_sid: message.contentSid,
    url,
    links: { delivery_receipts: `${url}/Receipts`, channel_metadata: `${url}/ChannelMetadata` },
  }
}

/**
 * Sums up all receipts of a message; null if it has none. A read message counts as delivered too, and a delivered one
 * as sent.
 */
function deliveryBody(receipts: readonly Receipt[]) {
  if (receipts.length === 0) return null
  const among = (...statuses: readonly ReceiptStatus[]) => {
    const found = receipts.filter(({ status }) => statuses.includes(status)).length
    return found === 0 ? 'none' : found === receipts.length ? 'all' : 'some'
  }
  return {
    total: receipts.length,
    sent: among('sent', 'delivered', 'read'),
    delivered: among('delivered', 'read'),
    read: among('read'),
    failed: among('failed'),
    undelivered: among('undelivered'),
  }
}

/** A receipt as the REST API shows it. */
export function receiptBody(
  cloud: Cloud,
  conversation: Conversation,
  message: Message,
  receipt: Receipt,
  place: Place = {},
) {
  return {
    ...belonging(cloud, conversation, place),
    sid: receipt.sid,
    message_sid: message.sid,
    channel_message_sid: receipt.channelMessageSid,
    participant_sid: receipt.participantSid,
    status: receipt.status,
    error_code: receipt.errorCode,
    date_created: isoSeconds(receipt.createdAt),
    date_updated: isoSeconds(receipt.updatedAt),
    url: `${conversationUrl(conversation, place)}/Messages/${message.sid}/Receipts/${receipt.sid}`,
  }
}

/** A participant as the REST API shows it. */
export function participantBody(cloud: Cloud, conversation: Conversation, participant: Participant, place: Place = {}) {
  return {
    ...belonging(cloud, conversation, place),
    sid: participant.sid,
    identity: participant.identity,
    attributes: participant.attributes,
    messaging_binding: participant.binding,
    role_sid: participant.roleSid,
    date_created: isoSeconds(participant.createdAt),
    date_updated: isoSeconds(participant.updatedAt),
    last_read_message_index: participant.lastReadIndex,
    last_read_timestamp: participant.lastReadAt,
    url: `${conversationUrl(conversation, place)}/Participants/${participant.sid}`,
  }
}

/** A conversation as the list of a participant's conversations shows it. */
export function participantConversationBody(
  cloud: Cloud,
  { conversation, participant }: { readonly conversation: Conversation; readonly participant: Participant },
  place: Place = {},
) {
  const { timers, date_created, date_updated } = conversationBody(cloud, conversation, place)
  const url = conversationUrl(conversation, place)
  return {
    account_sid: cloud.account.accountSid,
    chat_service_sid: conversation.serviceSid,
    participant_sid: participant.sid,
    participant_user_sid: null,
    participant_identity: participant.identity,
    participant_messaging_binding: participant.binding,
    conversation_sid: conversation.sid,
    conversation_unique_name: conversation.uniqueName,
    conversation_friendly_name: conversation.friendlyName,
    conversation_attributes: conversation.attributes,
    conversation_date_created: date_created,
    conversation_date_updated: date_updated,
    conversation_created_by: 'system',
    conversation_state: conversation.state,
    conversation_timers: timers,
    links: { participant: `${url}/Participants/${participant.sid}`, conversation: url },
  }
}

/** A webhook of one conversation as the REST API shows it. */
export function scopedWebhookBody(cloud: Cloud, conversation: Conversation, webhook: ScopedWebhook, place: Place = {}) {
  return {
    ...belonging(cloud, conversation, place),
    sid: webhook.sid,
    target: webhook.target,
    configuration: {
      ...(webhook.url === null ? {} : { url: webhook.url, method: webhook.method }),
      ...(webhook.target === 'webhook' ? { filters: webhook.filters } : {}),
      ...(webhook.target === 'trigger' ? { triggers: webhook.triggers } : {}),
      ...(webhook.flowSid === null ? {} : { flow_sid: webhook.flowSid }),
    },
    date_created: isoSeconds(webhook.createdAt),
    date_updated: isoSeconds(webhook.updatedAt),
    url: `${conversationUrl(conversation, place)}/Webhooks/${webhook.sid}`,
  }
}

function belonging(cloud: Cloud, conversation: Conversation, place: Place) {
  return {
    account_sid: cloud.account.accountSid,
    ...(place.service === undefined ? {} : { chat_service_sid: conversation.serviceSid }),
    conversation_sid: conversation.sid,
  }
}

function conversationUrl(conversation: Conversation, { service }: Place): string {
  const scope = service === undefined ? '' : `/Services/${service}`
  return `https://conversations.twilio.com/v1${scope}/Conversations/${conversation.sid}`
}
