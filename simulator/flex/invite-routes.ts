import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { jsonParameter } from '../rest/json-parameter.ts'
import { page } from '../rest/paging.ts'
import { paging } from '../rest/parameters.ts'
import { ok, type Route, route } from '../rest/route.ts'
import { inviteBody } from './bodies.ts'
import { requireChannel } from './find.ts'
import { createInvite, inviteProperties } from './invite.ts'

const createParameters = z.strictObject({ Routing: jsonParameter(z.object({ properties: inviteProperties })) })

/** …/Invites of a channel (Twilio docs: "Interaction Channel Invites Subresource"). */
export const inviteRoutes = (cloud: Cloud): readonly Route[] => [
  route(
    'GET',
    '/v1/Interactions/:interaction/Channels/:channel/Invites',
    { params: z.strictObject(paging(100)) },
    (call) => {
      const channel = requireChannel(cloud, call.at)
      const { items, meta } = page([...channel.invites.values()], call, 'invites')
      return ok({ invites: items.map((each) => inviteBody(cloud, channel, each)), meta })
    },
  ),
  route(
    'POST',
    '/v1/Interactions/:interaction/Channels/:channel/Invites',
    { params: createParameters },
    ({ at, params }) => {
      const channel = requireChannel(cloud, at)
      return ok(inviteBody(cloud, channel, createInvite(cloud, channel, params.Routing.properties)))
    },
  ),
]
