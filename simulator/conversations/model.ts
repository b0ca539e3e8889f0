import type { Cancel } from '../cloud/clock.ts'

export type ConversationState = 'active' | 'inactive' | 'closed'

export interface Message {
  readonly order: number
  readonly sid: string
  readonly index: number
  readonly createdAt: number
  readonly participantSid: string | null
  readonly mediaSid: string | null
  readonly contentSid: string | null
  /** Reads show the message from this moment on. */
  readonly visibleFrom: number
  readonly receipts: Receipt[]
  author: string
  body: string | null
  attributes: string
  updatedAt: number | null
}

export type ReceiptStatus = 'sent' | 'delivered' | 'read' | 'undelivered' | 'failed'

/** What happened to one message on its way to one participant's phone. */
export interface Receipt {
  readonly order: number
  readonly sid: string
  readonly participantSid: string
  /** The message's id at the carrier or at WhatsApp. */
  readonly channelMessageSid: string
  readonly createdAt: number
  status: ReceiptStatus
  errorCode: number
  updatedAt: number
}

/** What happens to messages to phones from now on. */
export interface Delivery {
  readonly status: ReceiptStatus
  readonly errorCode: number
  /** Templates still arrive. */
  readonly sparesTemplates: boolean
  /** How many more messages this applies to. */
  left: number
}

export interface MessagingBinding {
  readonly type: string
  readonly address: string
  readonly proxy_address: string
}

export interface Participant {
  readonly order: number
  readonly sid: string
  readonly createdAt: number
  readonly binding: MessagingBinding | null
  identity: string | null
  attributes: string
  roleSid: string
  updatedAt: number
  lastReadIndex: number | null
  lastReadAt: string | null
}

export interface ScopedWebhook {
  readonly order: number
  readonly sid: string
  readonly target: 'webhook' | 'trigger' | 'studio'
  readonly createdAt: number
  url: string | null
  method: 'get' | 'post'
  filters: readonly string[]
  triggers: readonly string[]
  flowSid: string | null
  updatedAt: number
}

export interface Conversation {
  readonly order: number
  readonly sid: string
  readonly serviceSid: string
  readonly createdAt: number
  messagingServiceSid: string
  friendlyName: string | null
  uniqueName: string | null
  attributes: string
  state: ConversationState
  timers: { readonly inactive: string | null; readonly closed: string | null }
  stopTimers: Cancel
  updatedAt: number
  nextIndex: number
  readonly messages: Message[]
  readonly messageBySid: Map<string, Message>
  readonly participants: Map<string, Participant>
  readonly byIdentity: Map<string, Participant>
  readonly webhooks: Map<string, ScopedWebhook>
  /** The control door's instruction for the next messages to phones. Without one every message arrives. */
  delivery: Delivery | undefined
}

/** The webhook settings of the account or of one service. */
export interface WebhookSettings {
  preWebhookUrl: string | null
  postWebhookUrl: string | null
  filters: readonly string[]
  method: 'GET' | 'POST'
  target: 'webhook' | 'flex'
}

export interface ChatService {
  readonly order: number
  readonly sid: string
  readonly createdAt: number
  readonly friendlyName: string
  readonly webhook: WebhookSettings
}

/** Lets other products follow conversations. Flex UI uses it to update agents' browsers. */
export interface ConversationListener {
  readonly conversationChanged: (conversation: Conversation) => void
  readonly messageChanged: (conversation: Conversation, message: Message, what: Change) => void
  readonly participantChanged: (conversation: Conversation, participant: Participant, what: Change) => void
}

type Change = 'added' | 'updated' | 'removed'

export interface ConversationsState {
  readonly listeners: readonly ConversationListener[]
  readonly services: Map<string, ChatService>
  readonly global: WebhookSettings
  /** The service of conversations that name none. */
  defaultServiceSid: string
  /** Stands for the account's messaging service, as `roleSid` does for its role. */
  readonly messagingServiceSid: string
  readonly roleSid: string
  readonly conversations: Map<string, Conversation>
  readonly byUniqueName: Map<string, Conversation>
  /** Address pairs in use in open conversations, and the conversation of each. */
  readonly openBindings: Map<string, string>
}
