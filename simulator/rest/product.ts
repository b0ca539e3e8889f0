import { Hono } from 'hono'
import type { Cloud } from '../cloud/cloud.ts'
import type { SocketEnv } from './connection.ts'
import { serveRoute } from './door.ts'
import { errorBody, notFound, RestError } from './rest-error.ts'
import type { Route } from './route.ts'

/** The app of one product: its routes, and a counted 404 for everything else. */
export function createProduct(cloud: Cloud, product: string, routes: readonly Route[]): Hono<SocketEnv> {
  const app = new Hono<SocketEnv>()
  for (const route of routes) app.on(route.method, route.path, serveRoute(cloud, product, route))
  return app.all('*', function unexpectedRequest(c) {
    const path = c.req.path.slice(product.length + 1)
    const error = refusal(cloud, c.req.header('authorization'), path)
    cloud.journal.add({ kind: 'unexpected', product, method: c.req.method, path, status: error.status })
    return c.json(errorBody(error), error.status === 401 ? 401 : 404)
  })
}

function refusal(cloud: Cloud, authorization: string | undefined, path: string): RestError {
  try {
    cloud.authenticate(authorization)
    return notFound(path)
  } catch (error) {
    if (error instanceof RestError) return error
    throw error
  }
}
