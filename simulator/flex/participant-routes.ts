import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { jsonParameter } from '../rest/json-parameter.ts'
import { page } from '../rest/paging.ts'
import { paging } from '../rest/parameters.ts'
import { invalid, notFound } from '../rest/rest-error.ts'
import { ok, type Route, route } from '../rest/route.ts'
import { setReservation } from '../taskrouter/reservations.ts'
import { leaveConversation } from './agents.ts'
import { flexParticipantBody } from './bodies.ts'
import { workspaceOf } from './close-channel.ts'
import { addChannelParticipant } from './create-interaction.ts'
import { requireChannel } from './find.ts'
import type { FlexParticipant, InteractionChannel } from './model.ts'

const anyObject = z.record(z.string(), z.unknown())

const createParameters = z.strictObject({
  Type: z.enum(['supervisor', 'customer', 'external', 'agent', 'unknown']),
  MediaProperties: jsonParameter(anyObject),
  RoutingProperties: jsonParameter(anyObject).optional(),
})

/** …/Participants of a channel (Twilio docs: "Interaction Channel Participants Subresource"). */
export const flexParticipantRoutes = (cloud: Cloud): readonly Route[] => [
  route(
    'GET',
    '/v1/Interactions/:interaction/Channels/:channel/Participants',
    { params: z.strictObject(paging(100)) },
    (call) => {
      const channel = requireChannel(cloud, call.at)
      const present = [...channel.participants.values()].filter(({ status }) => status === 'active')
      const { items, meta } = page(present, call, 'participants')
      return ok({ participants: items.map((each) => flexParticipantBody(channel, each)), meta })
    },
  ),
  route(
    'POST',
    '/v1/Interactions/:interaction/Channels/:channel/Participants',
    // Agents join by an invite only: nothing is routed from here.
    { params: createParameters, idle: ['RoutingProperties'] },
    ({ at, params }) => {
      const channel = requireChannel(cloud, at)
      const identity = params.MediaProperties['identity']
      const named = typeof identity === 'string' ? identity : null
      return ok(flexParticipantBody(channel, addChannelParticipant(cloud, channel, params.Type, named)))
    },
  ),
  route(
    'POST',
    '/v1/Interactions/:interaction/Channels/:channel/Participants/:participant',
    { params: z.strictObject({ Status: z.enum(['closed', 'wrapup']) }) },
    ({ at, params }) => {
      const channel = requireChannel(cloud, at)
      const participant = channel.participants.get(at.participant)
      if (participant === undefined || participant.status === 'closed')
        throw notFound(`/Participants/${at.participant}`)
      takeParticipant(cloud, channel, participant, params.Status)
      return ok(flexParticipantBody(channel, participant))
    },
  ),
]

/**
 * Removes an agent through the reservation, so that task and conversation follow; the channel and the customer stay.
 */
export function takeParticipant(
  cloud: Cloud,
  channel: InteractionChannel,
  participant: FlexParticipant,
  status: 'closed' | 'wrapup',
): void {
  const { reservation } = participant
  if (reservation === null) {
    if (status === 'wrapup') throw invalid('Only an agent can wrap up')
    participant.status = 'closed'
    leaveConversation(cloud, channel, participant)
    return
  }
  const workspace = workspaceOf(cloud, reservation.task)
  if (workspace === undefined) throw notFound(`/Tasks/${reservation.task.sid}`)
  setReservation(cloud, workspace, reservation, status === 'closed' ? 'completed' : 'wrapping')
}
