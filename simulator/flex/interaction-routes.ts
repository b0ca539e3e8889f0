import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { requireConversation } from '../conversations/conversation-life.ts'
import { jsonParameter } from '../rest/json-parameter.ts'
import { page } from '../rest/paging.ts'
import { none, paging, text } from '../rest/parameters.ts'
import { invalid } from '../rest/rest-error.ts'
import { ok, type Route, route } from '../rest/route.ts'
import { channelBody, interactionBody } from './bodies.ts'
import { closeChannel } from './close-channel.ts'
import { createInteraction } from './create-interaction.ts'
import { requireChannel, requireInteraction } from './find.ts'
import { createInvite, inviteProperties } from './invite.ts'
import type { Interaction } from './model.ts'

const channelParameter = z.object({
  type: z.enum(['web', 'sms', 'whatsapp', 'messenger', 'chat']),
  initiated_by: z.string().optional(),
  properties: z.object({ media_channel_sid: z.string().optional() }).optional(),
  participants: z
    .array(
      z.object({
        identity: z.string().optional(),
        address: z.string().optional(),
        proxy_address: z.string().optional(),
      }),
    )
    .optional(),
})

const createParameters = z.strictObject({
  Channel: jsonParameter(channelParameter),
  Routing: jsonParameter(z.strictObject({ properties: inviteProperties })).optional(),
  InteractionContextSid: text.optional(),
  WebhookTtid: text.optional(),
})

const updateChannelParameters = z.strictObject({
  Status: z.enum(['closed', 'inactive']),
  Routing: jsonParameter(z.object({ status: z.enum(['closed', 'wrapup']) })).optional(),
})

/** Interaction webhooks are not sent. */
const idle = ['WebhookTtid']

/** /v1/Interactions and their channels (Twilio docs: "Interactions Resource", "Interaction Channels Subresource"). */
export const interactionRoutes = (cloud: Cloud): readonly Route[] => [
  route('POST', '/v1/Interactions', { params: createParameters, idle }, ({ params }) =>
    ok(interactionBody(cloud, start(cloud, params))),
  ),
  route('GET', '/v1/Interactions/:interaction', { params: none }, ({ at }) =>
    ok(interactionBody(cloud, requireInteraction(cloud, at.interaction))),
  ),
  route(
    'POST',
    '/v1/Interactions/:interaction',
    { params: z.strictObject({ WebhookTtid: text.optional() }), idle },
    (call) => {
      const interaction = requireInteraction(cloud, call.at.interaction)
      interaction.webhookTtid = call.params.WebhookTtid ?? interaction.webhookTtid
      return ok(interactionBody(cloud, interaction))
    },
  ),
  route('GET', '/v1/Interactions/:interaction/Channels', { params: z.strictObject(paging(100)) }, (call) => {
    const { channels } = requireInteraction(cloud, call.at.interaction)
    const { items, meta } = page([...channels.values()], call, 'channels')
    return ok({ channels: items.map(channelBody), meta })
  }),
  route('GET', '/v1/Interactions/:interaction/Channels/:channel', { params: none }, ({ at }) =>
    ok(channelBody(requireChannel(cloud, at))),
  ),
  route(
    'POST',
    '/v1/Interactions/:interaction/Channels/:channel',
    { params: updateChannelParameters },
    ({ at, params }) => {
      const channel = requireChannel(cloud, at)
      const closesTasks = params.Routing?.status === 'closed'
      if (params.Status === 'inactive' && !closesTasks) throw invalid('Routing with status closed is required')
      closeChannel(cloud, channel, params.Status, closesTasks ? 'completed' : 'wrapping')
      return ok(channelBody(channel))
    },
  ),
]

function start(cloud: Cloud, params: z.output<typeof createParameters>): Interaction {
  const { type, properties, participants } = params.Channel
  const given = participants?.[0]
  const existing = properties?.media_channel_sid
  const { interaction, channel } = createInteraction(cloud, {
    type,
    conversation: existing === undefined ? undefined : requireConversation(cloud, { conversation: existing }),
    customer:
      given?.address === undefined
        ? given?.identity === undefined
          ? undefined
          : { identity: given.identity }
        : { binding: { type, address: given.address, proxy_address: given.proxy_address ?? '' } },
    webhookTtid: params.WebhookTtid,
    contextSid: params.InteractionContextSid,
  })
  if (params.Routing !== undefined) createInvite(cloud, channel, params.Routing.properties)
  return interaction
}
