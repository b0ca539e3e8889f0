import type { Context, MiddlewareHandler } from 'hono'
import type { IsOwnHost } from './own-hosts.ts'
import { isForeignPage, isMisdirected, type Sender } from './refusal.ts'

/** Refuses every request under a host name that is not the simulator's, with 421. Runs before everything else. */
export const ownHostsOnly = (isOwnHost: IsOwnHost): MiddlewareHandler =>
  async function ownHostsOnly(c, next) {
    if (!isMisdirected(isOwnHost, senderOf(c))) return next()
    return refused(c, 421, 'unknown_host', 'The simulator does not have this host name. Add it to SIMULATOR_HOSTS.')
  }

/** Refuses requests from other sites' pages, with 403. Protects routes that act or show data without credentials. */
export const ownPagesOnly = (): MiddlewareHandler =>
  async function ownPagesOnly(c, next) {
    if (!isForeignPage(senderOf(c))) return next()
    return refused(c, 403, 'foreign_page', 'Only the simulator’s own pages may request this.')
  }

/** Accepts only JSON bodies, else 415. A form on any page can post every other type without a CORS preflight. */
export const jsonOnly = (): MiddlewareHandler =>
  async function jsonOnly(c, next) {
    const [type = ''] = (c.req.header('content-type') ?? '').split(';')
    if (c.req.method !== 'POST' || type.trim().toLowerCase() === 'application/json') return next()
    return refused(c, 415, 'json_only', 'POST with content-type: application/json.')
  }

/** Reads the sender from the request. A request made in-process has no `Host` header, only a URL. */
const senderOf = (c: Context): Sender => ({
  host: c.req.header('host') ?? new URL(c.req.url).host,
  origin: c.req.header('origin'),
  site: c.req.header('sec-fetch-site'),
})

const refused = (c: Context, status: 403 | 415 | 421, code: string, message: string) =>
  c.json({ code, message }, status)
