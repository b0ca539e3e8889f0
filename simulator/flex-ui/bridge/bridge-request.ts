import { z } from 'zod'
import type { Cloud } from '../../cloud/cloud.ts'
import { RestError } from '../../rest/rest-error.ts'
import type { Answer } from '../../rest/route.ts'
import { agentOf } from '../agent.ts'
import { answerClient, type ClientRoute } from '../client-route.ts'
import type { Agent } from '../model.ts'
import { refusable } from '../refusable.ts'
import { unhandled } from '../unhandled.ts'
import { interactionBridgeRoutes } from './interaction-routes.ts'
import { taskRouterRoutes } from './taskrouter-routes.ts'
import { transferRoutes } from './transfer-routes.ts'

const tunnelled = z.object({
  url: z.string(),
  method: z.enum(['GET', 'POST', 'DELETE']),
  params: z.unknown(),
  token: z.string(),
})

const host = 'event-bridge.twilio.com'

/**
 * POST https://event-bridge.twilio.com/v1/wschannels: one address for all requests of the TaskRouter and the Flex SDK,
 * with the actual request in the body. Paths come with and without a leading slash.
 */
export function createBridgeRequest(cloud: Cloud): (body: unknown) => Answer {
  const routes: readonly ClientRoute<Agent>[] = [
    ...taskRouterRoutes(cloud),
    ...interactionBridgeRoutes(cloud),
    ...transferRoutes(cloud),
  ]
  const serve = (body: unknown): Answer => {
    const parsed = tunnelled.safeParse(body)
    if (!parsed.success) throw new RestError(400, 20001, 'Not a request')
    const { url, method, params, token } = parsed.data
    const agent = agentOf(cloud, token)
    if (agent === undefined) throw new RestError(401, 20104, 'Access token expired or unknown')
    const [bare = '', query] = url.split('?')
    const path = bare.replace(/^(?!\/)/, '/')
    const request = { method, path, query: new URLSearchParams(query), body: params }
    const answer = answerClient(routes, request, agent) ?? unhandled(cloud, host, method, path)
    return answer.status < 300 ? { status: 200, body: { payload: answer.body } } : answer
  }
  return (body) => refusable(() => serve(body))
}
