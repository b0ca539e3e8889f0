import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Metrics } from '../metrics.ts'
import type { RouteOf } from './request-routes.ts'

export const methods = new Set(['GET', 'HEAD', 'POST', 'OPTIONS', 'PUT', 'PATCH', 'DELETE'])

/**
 * Counts at Node's own server: a middleware in front of all routes would make Hono compose, and halve the throughput of
 * the webhook routes.
 */
export const countRequests =
  (routeOf: RouteOf, { requests, seconds }: Pick<Metrics, 'requests' | 'seconds'>) =>
  ({ method = '', url }: IncomingMessage, response: ServerResponse): void => {
    const started = performance.now()
    response.once('close', () => {
      const route = routeOf(url)
      const status = response.writableFinished ? response.statusCode : 499
      requests.inc({ route, method: methods.has(method) ? method : 'other', status })
      if (!route.endsWith('/events')) seconds.observe({ route }, (performance.now() - started) / 1000)
    })
  }
