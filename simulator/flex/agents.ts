import type { Cloud } from '../cloud/cloud.ts'
import type { Conversation } from '../conversations/model.ts'
import { fromFlex } from '../conversations/origin.ts'
import { addParticipant, removeParticipant } from '../conversations/participants.ts'
import type { Reservation, TaskRouterListener } from '../taskrouter/model.ts'
import { identityInChats } from './identity.ts'
import type { FlexParticipant, InteractionChannel } from './model.ts'

/**
 * Makes Flex follow TaskRouter: an agent who accepts an invite's task joins the conversation, and one who wraps up or
 * completes leaves it. These changes happen on the server side and fire no Conversations webhooks.
 */
export const agentsInConversations = (cloud: Cloud): TaskRouterListener => ({
  reservationChanged(_workspace, reservation) {
    const channel = cloud.flex.channelByTask.get(reservation.task.sid)
    if (channel === undefined) return
    if (reservation.status === 'accepted') join(cloud, channel, reservation)
    else if (reservation.status === 'wrapping') leave(cloud, channel, reservation, 'wrapup')
    else if (reservation.status !== 'pending') leave(cloud, channel, reservation, 'closed')
  },
})

/**
 * Removes a channel participant's counterpart from the conversation, if it is there and the conversation is still open.
 */
export function leaveConversation(cloud: Cloud, channel: InteractionChannel, participant: FlexParticipant): void {
  const conversation = openConversation(cloud, channel)
  const name = participant.inConversation
  if (conversation === undefined || name === null) return
  const present = conversation.participants.get(name) ?? conversation.byIdentity.get(name)
  // An agent who has accepted the same conversation again with another reservation stays in it.
  const still = [...channel.participants.values()].some(
    (each) => each.inConversation === name && each.status === 'active',
  )
  if (present !== undefined && !still) removeParticipant(cloud, conversation, present, fromFlex)
}

function join(cloud: Cloud, channel: InteractionChannel, reservation: Reservation): void {
  const identity = identityInChats(cloud, reservation.worker)
  const participant: FlexParticipant = {
    order: cloud.nextOrder(),
    sid: cloud.newSid('UT'),
    type: 'agent',
    reservation,
    inConversation: identity,
    status: 'active',
  }
  channel.participants.set(participant.sid, participant)
  cloud.journal.change('interaction-participant.joined', participant.sid, { channelSid: channel.sid, type: 'agent' })
  const conversation = openConversation(cloud, channel)
  if (conversation !== undefined && !conversation.byIdentity.has(identity)) {
    addParticipant(cloud, conversation, { identity }, fromFlex)
  }
}

function leave(cloud: Cloud, channel: InteractionChannel, reservation: Reservation, status: 'wrapup' | 'closed'): void {
  const participant = [...channel.participants.values()].find((each) => each.reservation === reservation)
  if (participant === undefined) return
  participant.status = status
  cloud.journal.change('interaction-participant.left', participant.sid, { channelSid: channel.sid, status })
  leaveConversation(cloud, channel, participant)
}

function openConversation(cloud: Cloud, channel: InteractionChannel): Conversation | undefined {
  const conversation = cloud.conversations.conversations.get(channel.conversationSid)
  return conversation?.state === 'closed' ? undefined : conversation
}
