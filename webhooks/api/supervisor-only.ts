import { createMiddleware } from 'hono/factory'
import { Refused } from '../problem.ts'
import type { AgentEnv } from './flex-user.ts'

/** For what concerns the whole contact centre. */
export const supervisorOnly = () =>
  createMiddleware<AgentEnv>(async (c, next) => {
    if (!c.get('agent').isSupervisor) throw new Refused(403, 'wrong-role', 'This is for supervisors.')
    await next()
  })
