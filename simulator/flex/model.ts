import type { Reservation, Task } from '../taskrouter/model.ts'

export type ChannelType = 'web' | 'sms' | 'whatsapp' | 'messenger' | 'chat'

export interface FlexParticipant {
  readonly order: number
  readonly sid: string
  readonly type: 'customer' | 'agent' | 'supervisor' | 'external' | 'unknown'
  readonly reservation: Reservation | null
  /** The same participant in the conversation: a participant SID or an identity. */
  readonly inConversation: string | null
  status: 'active' | 'wrapup' | 'closed'
}

export interface Invite {
  readonly order: number
  readonly sid: string
  readonly task: Task
}

/** Flex's own transfer of a chat to a worker or queue. */
export interface ChannelTransfer {
  readonly order: number
  readonly sid: string
  readonly toSid: string
  readonly leaving: FlexParticipant
  readonly leaves: Leaves
  readonly noteSid: string | null
  readonly summarySid: string | null
  readonly createdAt: number
  updatedAt: number
  status: 'pending' | 'completed'
}

/** When the agent who transfers leaves the channel. */
export type Leaves = 'at-once' | 'on-acceptance'

/** The administrator's settings for Flex's own transfers of chats. */
export interface TransferSettings {
  readonly enabled: boolean
  readonly notes: boolean
  readonly leaves: Leaves
}

/** An agent's note for the next agent, or a summary of the chat. */
export interface Note {
  readonly sid: string
  readonly interactionSid: string
  readonly channelSid: string
  readonly summary: string | null
  readonly generatedSummary: string | null
  readonly type: string
}

export interface InteractionChannel {
  readonly order: number
  readonly sid: string
  readonly interactionSid: string
  readonly type: ChannelType
  readonly conversationSid: string
  status: 'active' | 'closed' | 'inactive'
  readonly participants: Map<string, FlexParticipant>
  readonly invites: Map<string, Invite>
  readonly transfers: Map<string, ChannelTransfer>
}

export interface Interaction {
  readonly order: number
  readonly sid: string
  webhookTtid: string | null
  readonly contextSid: string | null
  readonly channels: Map<string, InteractionChannel>
}

/** The resources that a new Flex project starts with. */
export interface FlexProject {
  readonly instanceSid: string
  readonly workspaceSid: string
  /** A queue with every worker, so that an invite can address any single worker. */
  readonly everyoneQueueSid: string
  /** The queue of customers' chats. */
  readonly queueSid: string
  readonly workflowSid: string
  readonly transferWorkflowSid: string
}

export interface FlexState {
  project: FlexProject | null
  readonly interactions: Map<string, Interaction>
  /** The channel that an invite's task belongs to. */
  readonly channelByTask: Map<string, InteractionChannel>
  /** The transfer for which an invite's task was created. */
  readonly transferByTask: Map<string, ChannelTransfer>
  readonly notes: Map<string, Note>
  transferSettings: TransferSettings
}

export const emptyFlex = (): FlexState => ({
  project: null,
  interactions: new Map(),
  channelByTask: new Map(),
  transferByTask: new Map(),
  notes: new Map(),
  transferSettings: { enabled: false, notes: false, leaves: 'at-once' },
})
