import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'

/** A request that came over a socket, or none: `app.request()` in tests has no socket, there Hono's view has to do. */
export type Wired = Context
type MaybeSocket = Partial<HttpBindings> | undefined

/**
 * A header as Node parsed it. Asking Hono for one makes @hono/node-server build a `Headers` object from all of them,
 * which is a tenth of what a webhook costs. A repeated header reads as one value, joined by a comma.
 */
export function wireHeader(c: Wired, name: string): string | undefined {
  const socket: MaybeSocket = c.env
  if (!socket?.incoming) return c.req.header(name)
  const value = socket.incoming.headers[name]
  return Array.isArray(value) ? value.join(', ') : value
}

/** The request target as it came over the wire. `c.req.url` is normalised, and an absolute target replaces the host. */
export function wireTarget(c: Wired): string {
  const socket: MaybeSocket = c.env
  if (socket?.incoming?.url) return socket.incoming.url
  const { pathname, search } = new URL(c.req.url)
  return pathname + search
}
