import { createMiddleware } from 'hono/factory'
import { Refused } from '../problem.ts'
import type { Agent, AgentEnv } from './flex-user.ts'

/** Admits supervisors only, for routes that concern the whole contact centre. */
export const supervisorOnly = () =>
  createMiddleware<AgentEnv>(async (c, next) => {
    supervisorOrRefuse(c.get('agent'))
    await next()
  })

export function supervisorOrRefuse({ isSupervisor }: Agent): void {
  if (!isSupervisor) throw new Refused(403, 'wrong-role', 'This is for supervisors.')
}
