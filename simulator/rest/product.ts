import { type Context, Hono } from 'hono'
import type { Cloud } from '../cloud/cloud.ts'
import type { Region } from './authentication.ts'
import type { SocketEnv } from './connection.ts'
import { serveRoute } from './door.ts'
import { inHeader } from './gap.ts'
import { errorBody, notFound, RestError } from './rest-error.ts'
import type { Route } from './route.ts'

/**
 * The app of one product: its routes, and a 404 that the journal records for everything else. `product` is the host
 * without its domain.
 */
export function createProduct(
  cloud: Cloud,
  product: string,
  routes: readonly Route[],
  region: Region = 'us1',
): Hono<SocketEnv> {
  const app = new Hono<SocketEnv>()
  const reads = new Map(routes.filter(({ method }) => method === 'GET').map((each) => [each.path, each]))
  for (const route of routes)
    app.on(route.method, route.path, serveRoute(cloud, { product, region }, route, reads.get(route.path)))
  const unexpected = (refused: (path: string) => RestError) =>
    function unexpectedRequest(c: Context<SocketEnv>): Response {
      const path = c.req.path.slice(product.length + 1)
      const authenticate = () => cloud.authenticate(c.req.header('authorization'), region)
      const error = refusal(authenticate, refused(path))
      cloud.journal.add({ kind: 'unexpected', product, method: c.req.method, path, status: error.status })
      const gap =
        error.status === 401 ? {} : inHeader(`${c.req.method} ${path} is an address the simulator does not know`)
      return Response.json(errorBody(error), { status: error.status, headers: gap })
    }
  for (const path of new Set(routes.map((each) => each.path)))
    app.all(
      path,
      unexpected(() => new RestError(405, 20004, 'Method not allowed')),
    )
  return app.all('*', unexpected(notFound))
}

function refusal(authenticate: () => void, otherwise: RestError): RestError {
  try {
    authenticate()
    return otherwise
  } catch (error) {
    if (error instanceof RestError) return error
    throw error
  }
}
