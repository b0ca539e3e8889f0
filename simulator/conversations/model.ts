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
  /** Reads do not show the message before this moment. */
  readonly visibleFrom: number
  readonly receipts: Receipt[]
  author: string
  body: string | null
  attributes: string
  updatedAt: number | null
}

export type ReceiptStatus = 'sent' | 'delivered' | 'read' | 'undelivered' | 'failed'

/** What became of one message on its way to one participant's phone. */
export interface Receipt {
  readonly order: number
  readonly sid: string
  readonly participantSid: string
  /** The message as the carrier or WhatsApp knows it. */
  readonly channelMessageSid: string
  readonly createdAt: number
  status: ReceiptStatus
  errorCode: number
  updatedAt: number
}

/** How messages to phones fare from now on. */
export interface Delivery {
  readonly status: ReceiptStatus
  readonly errorCode: number
  /** Templates arrive all the same. */
  readonly sparesTemplates: boolean
  /** How many messages it hits. */
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
  /** Trouble that was asked for; without it everything arrives. */
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

/** What other products may listen to. Flex UI shows it to agents. */
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
  /** The service of a conversation that names none. */
  defaultServiceSid: string
  /** Stands for the account's messaging service and role. */
  readonly messagingServiceSid: string
  readonly roleSid: string
  readonly conversations: Map<string, Conversation>
  readonly byUniqueName: Map<string, Conversation>
  /** Address pairs in use in conversations that are not closed. */
  readonly openBindings: Map<string, string>
}
