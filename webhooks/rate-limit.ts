import type { HttpBindings } from '@hono/node-server'
import type { Context, MiddlewareHandler } from 'hono'
import { rateLimiter } from 'hono-rate-limiter'
import { readVisitor } from './join/visitor.ts'
import { subscriberOf } from './subscriber.ts'

/** Who calls: the socket's address, or as the n-th trusted proxy saw it. Further left stands what anybody may write. */
export function callerOf(c: Context, trustedProxies: number): string {
  // Bindings are there behind a real socket only; tests call the app directly.
  const env: Partial<HttpBindings> | undefined = c.env
  const socket = env?.incoming?.socket.remoteAddress ?? 'unknown'
  if (trustedProxies === 0) return subscriberOf(socket)
  const hops = (c.req.header('x-forwarded-for') ?? '').split(',').map((each) => each.trim())
  return subscriberOf(hops.at(-trustedProxies) || socket)
}

/**
 * Counts only links that no secret of ours made, so that a whole office behind one address may join at the same moment.
 * Whether a link is genuine is known before anything is looked up.
 */
export const fewBadTries = (trustedProxies: number, linkSecrets: readonly string[], limit = 10): MiddlewareHandler =>
  rateLimiter({
    windowMs: 60_000,
    limit,
    standardHeaders: 'draft-7',
    skip: (c) => readVisitor(c.req.param('token') ?? '', linkSecrets) !== undefined || isHome(c),
    keyGenerator: (c) => callerOf(c, trustedProxies),
    handler: tooMany,
  })

/** An agent's page after a refresh has an address of its own, which is no token. */
const isHome = (c: Context) => c.req.param('token') === 'agent'

/** What one page does in a minute, of all kinds. A waiting page that retries every second stays below. */
export const notTooOften = (limit = 120): MiddlewareHandler =>
  rateLimiter({
    windowMs: 60_000,
    limit,
    standardHeaders: false,
    skip: (c) => c.req.method === 'GET',
    keyGenerator: (c) => c.req.param('token') ?? '',
    handler: tooMany,
  })

const tooMany = (c: Context) =>
  c.json({ code: 'too-many-tries', message: 'Too many tries. Please wait a minute.', retryable: true }, 429)
