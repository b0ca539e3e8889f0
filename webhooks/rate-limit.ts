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

export const windowMs = 60_000

/**
 * Counts only links that no secret of ours made, so that a whole office behind one address may join at the same moment.
 * Whether a link is genuine is known before anything is looked up.
 */
export const fewBadTries = (trustedProxies: number, linkSecrets: readonly string[], limit = 10): MiddlewareHandler =>
  rateLimiter({
    windowMs,
    limit,
    standardHeaders: 'draft-7',
    skip: (c) => personAt(c, linkSecrets) !== undefined || isHome(c),
    keyGenerator: (c) => callerOf(c, trustedProxies),
    handler: tooMany,
  })

/** An agent's page after a refresh has an address of its own, which is no token. */
const isHome = (c: Context) => c.req.param('token') === 'agent'

/** Who holds the link or pass: a person may have many of them, and each of those has one spelling. */
const personAt = (c: Context, linkSecrets: readonly string[]) =>
  readVisitor(c.req.param('token') ?? '', linkSecrets)?.identity

/** What one person's pages do in a minute, of all kinds. A waiting page that retries every second stays below. */
export const notTooOften = (linkSecrets: readonly string[], limit = 120): MiddlewareHandler =>
  perPerson(linkSecrets, limit, (method) => !isLook(method))

/** What one person's pages look at in a minute. It is cheap, and not for nothing. */
export const fewLooks = (linkSecrets: readonly string[], limit = 600): MiddlewareHandler =>
  perPerson(linkSecrets, limit, isLook)

const isLook = (method: string) => method === 'GET' || method === 'HEAD'

const perPerson = (
  linkSecrets: readonly string[],
  limit: number,
  isCounted: (method: string) => boolean,
): MiddlewareHandler =>
  rateLimiter({
    windowMs,
    limit,
    standardHeaders: false,
    // Whom nobody knows has a limit of their own.
    skip: (c) => !isCounted(c.req.method) || personAt(c, linkSecrets) === undefined,
    keyGenerator: (c) => personAt(c, linkSecrets) ?? '',
    handler: tooMany,
  })

export function tooMany(c: Context): Response {
  if (!c.res.headers.has('Retry-After')) c.header('Retry-After', String(windowMs / 1_000))
  return c.json({ code: 'too-many-tries', message: 'Too many tries. Please wait a minute.', retryable: true }, 429)
}
