import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { asWritten } from '../rest/as-written.ts'
import { jsonParameter } from '../rest/json-parameter.ts'
import { page } from '../rest/paging.ts'
import { paging } from '../rest/parameters.ts'
import { ok, type Route, route } from '../rest/route.ts'
import { inviteBody } from './bodies.ts'
import { requireChannel } from './find.ts'
import { createInvite, inviteProperties } from './invite.ts'

const routing = jsonParameter(z.object({ properties: inviteProperties }))
const written = z.object({ properties: z.object({ attributes: z.record(z.string(), z.unknown()).optional() }) })

/** Twilio copies the attributes "as is", so numbers in them must keep all their digits. */
const createParameters = z.strictObject({
  Routing: z.string().transform((text, context) => {
    const { data, error } = routing.safeParse(text)
    for (const issue of error?.issues ?? [])
      context.addIssue({ code: 'custom', message: issue.message, path: issue.path })
    if (!data) return z.NEVER
    const { attributes } = written.parse(asWritten(text)).properties
    return { ...data.properties, attributes }
  }),
})

/** …/Invites of a channel (Twilio docs: "Interaction Channel Invites Subresource"). */
export const inviteRoutes = (cloud: Cloud): readonly Route[] => [
  route(
    'GET',
    '/v1/Interactions/:interaction/Channels/:channel/Invites',
    { params: z.strictObject(paging(100)) },
    (call) => {
      const channel = requireChannel(cloud, call.at)
      const { items, meta } = page([...channel.invites.values()], call, 'invites')
      const invites = items.map((each) => inviteBody(cloud, channel, each))
      return ok({ invites: cloud.untrue.has('invites-show-attributes') ? invites.map(bare) : invites, meta })
    },
  ),
  route(
    'POST',
    '/v1/Interactions/:interaction/Channels/:channel/Invites',
    { params: createParameters },
    ({ at, params }) => {
      const channel = requireChannel(cloud, at)
      return ok(inviteBody(cloud, channel, createInvite(cloud, channel, params.Routing)))
    },
  ),
]

/** An invite that shows its task without attributes. */
function bare(body: ReturnType<typeof inviteBody>) {
  const { attributes: _, ...properties } = body.routing.properties
  return { ...body, routing: { ...body.routing, properties } }
}
