import type { MiddlewareHandler } from 'hono'
import type { AgentEnv } from '../api/flex-user.ts'
import { Refused } from '../problem.ts'

/** After `flexUser`: of those who may work here, supervisors and admins. @throws Refused 403 for everybody else */
export const supervisorOnly: MiddlewareHandler<AgentEnv> = async (c, next) => {
  if (!c.get('agent').isSupervisor) throw new Refused(403, 'wrong-role', 'This is for supervisors.')
  await next()
}
