import type { MiddlewareHandler } from 'hono'
import { rateLimiter } from 'hono-rate-limiter'
import { tooMany, windowMs } from '../rate-limit.ts'
import type { AgentEnv } from './flex-user.ts'

/**
 * Limits an agent's requests of all kinds per minute: far above normal use, so only a loop in the desktop reaches it.
 */
export const fewCalls = (limit = 2_000): MiddlewareHandler<AgentEnv> =>
  rateLimiter<AgentEnv>({
    windowMs,
    limit,
    standardHeaders: false,
    keyGenerator: (c) => c.get('agent').workerSid,
    handler: tooMany,
  })
