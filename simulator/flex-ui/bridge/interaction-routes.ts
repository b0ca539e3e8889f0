import { z } from 'zod'
import type { Cloud } from '../../cloud/cloud.ts'
import { closeChannel } from '../../flex/close-channel.ts'
import { requireChannel, requireInteraction } from '../../flex/find.ts'
import type { FlexParticipant, InteractionChannel } from '../../flex/model.ts'
import { takeParticipant } from '../../flex/participant-routes.ts'
import { invalid, notFound } from '../../rest/rest-error.ts'
import { ok } from '../../rest/route.ts'
import { openReservations, setReservation } from '../../taskrouter/reservations.ts'
import { type ClientRoute, clientRoute } from '../client-route.ts'
import type { Agent } from '../model.ts'

const nothing = z.unknown()
const answerInvite = z.object({ action: z.enum(['accept', 'decline']) })
const ending = z.object({
  status: z.enum(['closed', 'inactive']),
  routing: z.object({ status: z.enum(['closed', 'wrapup']) }).optional(),
})
const leaving = z.object({ status: z.enum(['closed', 'wrapup']) })

const channelPath = '/v1/Interactions/:interaction/Channels/:channel'

/** Requests about interactions, which Flex also sends through the event bridge. */
export const interactionBridgeRoutes = (cloud: Cloud): readonly ClientRoute<Agent>[] => [
  clientRoute('GET', '/v1/Interactions/:interaction/Channels', nothing, ({ at }) => {
    const { channels } = requireInteraction(cloud, at.interaction)
    return ok({ channels: [...channels.values()].map(channelSeen), meta: {} })
  }),
  clientRoute('GET', `${channelPath}/Participants`, nothing, ({ at }) => {
    const channel = requireChannel(cloud, at)
    const present = [...channel.participants.values()].filter(({ status }) => status !== 'closed')
    return ok({
      channel_type: channel.type,
      participants: present.map((each) => participantSeen(cloud, channel, each)),
      meta: {},
    })
  }),
  clientRoute('POST', `${channelPath}/Participants/:participant`, leaving, ({ at, body }) => {
    const channel = requireChannel(cloud, at)
    const participant = channel.participants.get(at.participant)
    if (participant === undefined) throw notFound(`/Participants/${at.participant}`)
    takeParticipant(cloud, channel, participant, body.status)
    return ok(participantSeen(cloud, channel, participant))
  }),
  clientRoute('POST', `${channelPath}/Invites/:invite`, answerInvite, ({ at, body }, agent: Agent) => {
    const invite = requireChannel(cloud, at).invites.get(at.invite)
    if (invite === undefined) throw notFound(`/Invites/${at.invite}`)
    const offered = openReservations(invite.task).find(({ worker }) => worker === agent.worker)
    if (offered === undefined) throw invalid(`Invite ${at.invite} is not offered to ${agent.identity}`)
    setReservation(cloud, agent.workspace, offered, body.action === 'accept' ? 'accepted' : 'rejected')
    return ok({ sid: invite.sid, interaction_sid: at.interaction, channel_sid: at.channel })
  }),
  clientRoute('POST', channelPath, ending, ({ at, body }) => {
    const channel = requireChannel(cloud, at)
    closeChannel(cloud, channel, body.status, body.routing?.status === 'closed' ? 'completed' : 'wrapping')
    return ok(channelSeen(channel))
  }),
]

const channelSeen = (channel: InteractionChannel) => ({
  sid: channel.sid,
  interaction_sid: channel.interactionSid,
  type: channel.type,
  status: channel.status,
  media_sid: channel.conversationSid,
  media_properties: {},
})

function participantSeen(cloud: Cloud, channel: InteractionChannel, participant: FlexParticipant) {
  const { reservation, inConversation } = participant
  const conversation = cloud.conversations.conversations.get(channel.conversationSid)
  const name = inConversation ?? ''
  const inChat = conversation?.participants.get(name) ?? conversation?.byIdentity.get(name)
  return {
    sid: participant.sid,
    channel_sid: channel.sid,
    interaction_sid: channel.interactionSid,
    type: participant.type,
    channel_type: channel.type,
    routing_properties:
      reservation === null
        ? null
        : { task_sid: reservation.task.sid, worker_sid: reservation.worker.sid, reservation_sid: reservation.sid },
    media_properties: {
      sid: inChat?.sid ?? null,
      identity: inChat?.identity ?? null,
      ...(inChat?.binding === null || inChat === undefined ? {} : { messaging_binding: inChat.binding }),
    },
  }
}
