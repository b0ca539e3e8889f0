import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'

/** A request with or without a socket: `app.request()` in tests has none, and Hono's view has to do. */
export type Wired = Context
type MaybeSocket = Partial<HttpBindings> | undefined

/**
 * Returns a header as Node parsed it. Asking Hono for one makes @hono/node-server build a `Headers` object from all of
 * them, a tenth of a webhook's cost. A repeated header reads as one value, joined by a comma.
 */
export function wireHeader(c: Wired, name: string): string | undefined {
  const socket: MaybeSocket = c.env
  if (!socket?.incoming) return c.req.header(name)
  const value = socket.incoming.headers[name]
  return Array.isArray(value) ? value.join(', ') : value
}

/**
 * Returns the request target as it arrived on the wire. `c.req.url` is normalised, and an absolute target replaces the
 * host.
 */
export function wireTarget(c: Wired): string {
  const socket: MaybeSocket = c.env
  if (socket?.incoming?.url) return socket.incoming.url
  const { pathname, search } = new URL(c.req.url)
  return pathname + search
}
