import type { Reservation, Task } from '../taskrouter/model.ts'

export type ChannelType = 'web' | 'sms' | 'whatsapp' | 'messenger' | 'chat'

export interface FlexParticipant {
  readonly order: number
  readonly sid: string
  readonly type: 'customer' | 'agent' | 'supervisor' | 'external' | 'unknown'
  readonly reservation: Reservation | null
  /** The same person in the conversation: a participant SID or an identity. */
  readonly inConversation: string | null
  status: 'active' | 'wrapup' | 'closed'
}

export interface Invite {
  readonly order: number
  readonly sid: string
  readonly task: Task
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
}

export interface Interaction {
  readonly order: number
  readonly sid: string
  webhookTtid: string | null
  readonly channels: Map<string, InteractionChannel>
}

/** What a Flex project is set up with. */
export interface FlexProject {
  readonly instanceSid: string
  readonly workspaceSid: string
  /** With every worker in it, so that one of them can be known and asked. */
  readonly everyoneQueueSid: string
  /** Where customers' chats go. */
  readonly queueSid: string
  readonly workflowSid: string
  readonly transferWorkflowSid: string
}

export interface FlexState {
  project: FlexProject | null
  readonly interactions: Map<string, Interaction>
  /** The channel an invite's task belongs to. */
  readonly channelByTask: Map<string, InteractionChannel>
}

export const emptyFlex = (): FlexState => ({ project: null, interactions: new Map(), channelByTask: new Map() })
