import type { Cloud } from '../cloud/cloud.ts'
import { createConversation } from '../conversations/conversation-life.ts'
import type { Conversation, MessagingBinding, Participant } from '../conversations/model.ts'
import { fromFlex } from '../conversations/origin.ts'
import { addParticipant } from '../conversations/participants.ts'
import type { ChannelType, FlexParticipant, Interaction, InteractionChannel } from './model.ts'

export interface NewInteraction {
  readonly type: ChannelType
  /** An existing conversation to use; without one a new conversation is created. */
  readonly conversation?: Conversation | undefined
  readonly customer?:
    | { readonly identity?: string | undefined; readonly binding?: MessagingBinding | undefined }
    | undefined
  readonly webhookTtid?: string | undefined
  readonly contextSid?: string | undefined
}

export interface CreatedInteraction {
  readonly interaction: Interaction
  readonly channel: InteractionChannel
  readonly conversation: Conversation
  readonly customer: Participant | undefined
}

/**
 * Creates an interaction with one channel over one conversation. The customer is in it, and no agent is invited yet.
 */
export function createInteraction(cloud: Cloud, given: NewInteraction): CreatedInteraction {
  const conversation = given.conversation ?? createConversation(cloud, {}, fromFlex)
  const customer =
    given.customer === undefined ? undefined : addParticipant(cloud, conversation, given.customer, fromFlex)
  const interaction: Interaction = {
    order: cloud.nextOrder(),
    sid: cloud.newSid('KD'),
    webhookTtid: given.webhookTtid ?? null,
    contextSid: given.contextSid ?? null,
    channels: new Map(),
  }
  const channel: InteractionChannel = {
    order: cloud.nextOrder(),
    sid: cloud.newSid('UO'),
    interactionSid: interaction.sid,
    type: given.type,
    conversationSid: conversation.sid,
    status: 'active',
    participants: new Map(),
    invites: new Map(),
    transfers: new Map(),
  }
  interaction.channels.set(channel.sid, channel)
  cloud.flex.interactions.set(interaction.sid, interaction)
  cloud.journal.change('interaction.created', interaction.sid, {
    channelSid: channel.sid,
    conversationSid: conversation.sid,
  })
  if (customer !== undefined) addChannelParticipant(cloud, channel, 'customer', customer.sid)
  return { interaction, channel, conversation, customer }
}

/** Adds a participant without a task to a channel: a customer or a supervisor. */
export function addChannelParticipant(
  cloud: Cloud,
  channel: InteractionChannel,
  type: FlexParticipant['type'],
  inConversation: string | null,
): FlexParticipant {
  const participant: FlexParticipant = {
    order: cloud.nextOrder(),
    sid: cloud.newSid('UT'),
    type,
    reservation: null,
    inConversation,
    status: 'active',
  }
  channel.participants.set(participant.sid, participant)
  cloud.journal.change('interaction-participant.joined', participant.sid, { channelSid: channel.sid, type })
  return participant
}
