import { Hono } from 'hono'
import type { Cloud } from '../cloud/cloud.ts'
import type { Region } from './authentication.ts'
import type { SocketEnv } from './connection.ts'
import { serveRoute } from './door.ts'
import { errorBody, notFound, RestError } from './rest-error.ts'
import type { Route } from './route.ts'

/** The app of one product: its routes, and a counted 404 for everything else. `product` is the host without its domain. */
export function createProduct(
  cloud: Cloud,
  product: string,
  routes: readonly Route[],
  region: Region = 'us1',
): Hono<SocketEnv> {
  const app = new Hono<SocketEnv>()
  for (const route of routes) app.on(route.method, route.path, serveRoute(cloud, { product, region }, route))
  return app.all('*', function unexpectedRequest(c) {
    const path = c.req.path.slice(product.length + 1)
    const error = refusal(() => cloud.authenticate(c.req.header('authorization'), region), path)
    cloud.journal.add({ kind: 'unexpected', product, method: c.req.method, path, status: error.status })
    return c.json(errorBody(error), error.status === 401 ? 401 : 404)
  })
}

function refusal(authenticate: () => void, path: string): RestError {
  try {
    authenticate()
    return notFound(path)
  } catch (error) {
    if (error instanceof RestError) return error
    throw error
  }
}
