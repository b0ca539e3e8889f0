import type { Context, MiddlewareHandler } from 'hono'
import type { IsOwnHost } from './own-hosts.ts'
import { isForeignPage, isMisdirected, type Sender } from './refusal.ts'

/** In front of everything: under another name than its own the simulator is not there. */
export const ownHostsOnly = (isOwnHost: IsOwnHost): MiddlewareHandler =>
  async function ownHostsOnly(c, next) {
    if (!isMisdirected(isOwnHost, senderOf(c))) return next()
    return refused(c, 421, 'unknown_host', 'The simulator has no such name. SIMULATOR_HOSTS names more hosts.')
  }

/** In front of what acts or tells without asking for a credential. */
export const ownPagesOnly = (): MiddlewareHandler =>
  async function ownPagesOnly(c, next) {
    if (!isForeignPage(senderOf(c))) return next()
    return refused(c, 403, 'foreign_page', 'Only the simulator’s own pages may ask for this.')
  }

/** A form of any page can post anything but JSON without a browser asking first. */
export const jsonOnly = (): MiddlewareHandler =>
  async function jsonOnly(c, next) {
    const [type = ''] = (c.req.header('content-type') ?? '').split(';')
    if (c.req.method !== 'POST' || type.trim().toLowerCase() === 'application/json') return next()
    return refused(c, 415, 'json_only', 'POST with content-type: application/json.')
  }

/** Called in-process there is no `Host`, only an address. */
const senderOf = (c: Context): Sender => ({
  host: c.req.header('host') ?? new URL(c.req.url).host,
  origin: c.req.header('origin'),
  site: c.req.header('sec-fetch-site'),
})

const refused = (c: Context, status: 403 | 415 | 421, code: string, message: string) =>
  c.json({ code, message }, status)
