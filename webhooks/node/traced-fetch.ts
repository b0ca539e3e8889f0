import type { IncomingMessage } from 'node:http'
import { requestSpan } from '../../src/telemetry/span.ts'
import type { Spans } from '../../src/telemetry/spans.ts'
import { methods } from './count-requests.ts'
import type { RouteOf } from './request-routes.ts'

type Node = { readonly incoming: Pick<IncomingMessage, 'method' | 'url'> }
type Fetch<Env extends Node> = (request: Request, env: Env) => Response | Promise<Response>

/**
 * Wraps the whole app, because a middleware would make Hono compose. A span has the pattern of its route: the path may
 * be a link, and the query may contain a phone number.
 */
export function tracedFetch<Env extends Node>(fetch: Fetch<Env>, routeOf: RouteOf, spans: Spans): Fetch<Env> {
  return (request, env) => {
    const { method = '', url } = env.incoming
    const [verb, route] = [methods.has(method) ? method : 'other', routeOf(url)]
    return spans.during(
      requestSpan(verb, route),
      async () => fetch(request, env),
      ({ status }) => ({ 'http.response.status_code': status }),
    )
  }
}
