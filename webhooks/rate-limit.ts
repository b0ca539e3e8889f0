import type { HttpBindings } from '@hono/node-server'
import type { Context, MiddlewareHandler } from 'hono'
import { rateLimiter } from 'hono-rate-limiter'
import { readVisitor } from './join/visitor.ts'
import { subscriberOf } from './subscriber.ts'

/**
 * Returns the caller's address: the socket's, or the one that the n-th trusted proxy saw. Anybody could have written
 * those further left.
 */
export function callerOf(c: Context, trustedProxies: number): string {
  // Bindings exist behind a real socket only; tests call the app directly.
  const env: Partial<HttpBindings> | undefined = c.env
  const socket = env?.incoming?.socket.remoteAddress ?? 'unknown'
  if (trustedProxies === 0) return subscriberOf(socket)
  const hops = (c.req.header('x-forwarded-for') ?? '').split(',').map((each) => each.trim())
  return subscriberOf(hops.at(-trustedProxies) || socket)
}

export const windowMs = 60_000

/**
 * Counts only links that no secret of ours made, so that a whole office behind one address can join at the same moment.
 * Checking a link needs no look-up.
 */
export const fewBadTries = (trustedProxies: number, linkSecrets: readonly string[], limit = 10): MiddlewareHandler =>
  rateLimiter({
    windowMs,
    limit,
    standardHeaders: 'draft-7',
    skip: (c) => holderAt(c, linkSecrets) !== undefined || isHome(c),
    keyGenerator: (c) => callerOf(c, trustedProxies),
    handler: tooMany,
  })

/** A refreshed agent's page has an address without a token. */
const isHome = (c: Context) => c.req.param('token') === 'agent'

/** Returns the identity behind a link or pass: one holder may have many of them, in many spellings. */
const holderAt = (c: Context, linkSecrets: readonly string[]) =>
  readVisitor(c.req.param('token') ?? '', linkSecrets)?.identity

/** Limits the changes by one holder's pages per minute. A waiting page that retries every second stays below. */
export const notTooOften = (linkSecrets: readonly string[], limit = 120): MiddlewareHandler =>
  perHolder(linkSecrets, limit, (method) => !isLook(method))

/** Limits the reads by one holder's pages per minute: they are cheap, but not free. */
export const fewLooks = (linkSecrets: readonly string[], limit = 600): MiddlewareHandler =>
  perHolder(linkSecrets, limit, isLook)

const isLook = (method: string) => method === 'GET' || method === 'HEAD'

const perHolder = (
  linkSecrets: readonly string[],
  limit: number,
  isCounted: (method: string) => boolean,
): MiddlewareHandler =>
  rateLimiter({
    windowMs,
    limit,
    standardHeaders: false,
    // Unknown holders have a limit of their own.
    skip: (c) => !isCounted(c.req.method) || holderAt(c, linkSecrets) === undefined,
    keyGenerator: (c) => holderAt(c, linkSecrets) ?? '',
    handler: tooMany,
  })

export function tooMany(c: Context): Response {
  if (!c.res.headers.has('Retry-After')) c.header('Retry-After', String(windowMs / 1_000))
  return c.json({ code: 'too-many-tries', message: 'Too many tries. Please wait a minute.', retryable: true }, 429)
}
