import type { MiddlewareHandler } from 'hono'
import { rateLimiter } from 'hono-rate-limiter'
import { tooMany, windowMs } from '../rate-limit.ts'
import type { AgentEnv } from './flex-user.ts'

/** What one agent's desktop asks in a minute, of all kinds: far more than it does, and nothing that a loop in it could not reach. */
export const fewCalls = (limit = 2_000): MiddlewareHandler<AgentEnv> =>
  rateLimiter<AgentEnv>({
    windowMs,
    limit,
    standardHeaders: false,
    keyGenerator: (c) => c.get('agent').workerSid,
    handler: tooMany,
  })
