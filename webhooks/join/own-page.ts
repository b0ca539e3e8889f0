import type { MiddlewareHandler } from 'hono'
import { Refused } from '../problem.ts'

/**
 * Lets only our own page act. A cross-site form cannot send JSON, and a browser truthfully names the page a request
 * comes from; programs that name no page hold the token anyway.
 */
export const ownPageOnly = (publicUrl: string): MiddlewareHandler => {
  const own = new URL(publicUrl).host
  return async function ownPageOnly(c, next) {
    if (c.req.method !== 'POST') return next()
    if (!c.req.header('content-type')?.startsWith('application/json')) throw new Refused(415, 'not-json', 'Send JSON.')
    const origin = c.req.header('origin')
    if (origin && hostOf(origin) !== own) throw new Refused(403, 'foreign-origin', 'This page may not do that.')
    return next()
  }
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined
}
