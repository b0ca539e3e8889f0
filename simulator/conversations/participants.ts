import type { Cloud } from '../cloud/cloud.ts'
import { isoMilliseconds } from '../cloud/dates.ts'
import { invalid, notFound, RestError } from '../rest/rest-error.ts'
import { requireOpen } from './conversation-life.ts'
import type { Conversation, MessagingBinding, Participant } from './model.ts'
import type { Origin } from './origin.ts'
import { sendConversationEvent } from './send-event.ts'

export interface NewParticipant {
  readonly identity?: string | undefined
  readonly binding?: MessagingBinding | undefined
  readonly attributes?: string | undefined
  readonly roleSid?: string | undefined
}

/** "Conversations Limits": all participants, and those with a phone. */
const mostParticipants = 1_000
const mostWithPhones = 50

/** Adds a participant: a chat identity, or an address on a messaging channel, never both. */
export function addParticipant(
  cloud: Cloud,
  conversation: Conversation,
  given: NewParticipant,
  origin: Origin,
): Participant {
  requireOpen(conversation)
  const { identity = null, binding = null } = given
  if ((identity === null) === (binding === null))
    throw invalid('One of Identity and MessagingBinding.Address is required')
  if (identity !== null && conversation.byIdentity.has(identity)) {
    throw new RestError(409, 50433, 'Participant already exists')
  }
  if (conversation.participants.size >= mostParticipants) throw new RestError(400, 50417, 'Too many participants')
  if (binding !== null && phonesIn(conversation) >= mostWithPhones)
    throw new RestError(400, 50422, 'Too many participants with messaging bindings')
  const now = cloud.clock.now()
  const participant: Participant = {
    order: cloud.nextOrder(),
    sid: cloud.newSid('MB'),
    createdAt: now,
    updatedAt: now,
    identity,
    binding,
    attributes: given.attributes ?? '{}',
    roleSid: given.roleSid ?? cloud.conversations.roleSid,
    lastReadIndex: null,
    lastReadAt: null,
  }
  if (binding !== null) reserveBinding(cloud, conversation, binding)
  conversation.participants.set(participant.sid, participant)
  if (identity !== null) conversation.byIdentity.set(identity, participant)
  cloud.journal.change('conversation-participant.added', participant.sid, { conversationSid: conversation.sid })
  for (const each of cloud.conversations.listeners) each.participantChanged(conversation, participant, 'added')
  sendConversationEvent(cloud, conversation, 'onParticipantAdded', origin, participantParams(participant))
  return participant
}

/** Removes a participant from a conversation. */
export function removeParticipant(
  cloud: Cloud,
  conversation: Conversation,
  participant: Participant,
  origin: Origin,
): void {
  conversation.participants.delete(participant.sid)
  if (participant.identity !== null) conversation.byIdentity.delete(participant.identity)
  if (participant.binding !== null) cloud.conversations.openBindings.delete(pair(participant.binding))
  const now = isoMilliseconds(cloud.clock.now())
  cloud.journal.change('conversation-participant.removed', participant.sid, { conversationSid: conversation.sid })
  for (const each of cloud.conversations.listeners) each.participantChanged(conversation, participant, 'removed')
  sendConversationEvent(cloud, conversation, 'onParticipantRemoved', origin, {
    ...participantParams(participant),
    DateUpdated: now,
    DateRemoved: now,
  })
}

/** Finds a participant by SID or identity; 404 if there is none. */
export function requireParticipant(conversation: Conversation, sidOrIdentity: string): Participant {
  const participant = conversation.participants.get(sidOrIdentity) ?? conversation.byIdentity.get(sidOrIdentity)
  if (participant === undefined) throw notFound(`/Conversations/${conversation.sid}/Participants/${sidOrIdentity}`)
  return participant
}

/** A participant's fields in webhooks. */
export function participantParams(participant: Participant): Readonly<Record<string, string>> {
  const { identity, binding } = participant
  return {
    ParticipantSid: participant.sid,
    ...(identity === null ? {} : { Identity: identity }),
    RoleSid: participant.roleSid,
    DateCreated: isoMilliseconds(participant.createdAt),
    Attributes: participant.attributes,
    'MessagingBinding.Type': binding?.type ?? 'chat',
    ...(binding === null
      ? {}
      : { 'MessagingBinding.Address': binding.address, 'MessagingBinding.ProxyAddress': binding.proxy_address }),
  }
}

const phonesIn = ({ participants }: Conversation): number =>
  [...participants.values()].filter(({ binding }) => binding !== null).length

/** Reserves an address pair, which can be in one open conversation only. */
function reserveBinding(cloud: Cloud, conversation: Conversation, binding: MessagingBinding): void {
  const taken = cloud.conversations.openBindings.get(pair(binding))
  if (taken !== undefined) throw new RestError(409, 50416, `A binding for this participant exists in ${taken}`)
  cloud.conversations.openBindings.set(pair(binding), conversation.sid)
}

const pair = (binding: MessagingBinding): string => `${binding.address} ${binding.proxy_address}`
