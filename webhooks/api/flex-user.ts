import type { MiddlewareHandler } from 'hono'
import type { FlexTokens } from '../../src/access/flex-token.ts'
import { Refused } from '../problem.ts'

export type Agent = { readonly workerSid: string; readonly isSupervisor: boolean }
export type AgentEnv = { Variables: { agent: Agent } }

const workRoles = ['agent', 'supervisor', 'admin']
const overRoles = ['supervisor', 'admin']
/** A Flex token has about 1 KB. What is far longer is not worth asking Twilio about. */
const mostCharacters = 4096

/** Who calls, by their Flex token; `agent` holds the answer. What a browser says about itself is never read. */
export const flexUser = (tokens: FlexTokens): MiddlewareHandler<AgentEnv> =>
  async function flexUser(c, next) {
    const [, token] = /^Bearer ([^\s,]+)$/.exec(c.req.header('authorization') ?? '') ?? []
    if (!token || token.length > mostCharacters) throw new Refused(401, 'no-token', 'A Flex token is needed.')
    const user = await tokens.check(token)
    if (!user) throw new Refused(401, 'bad-token', 'The Flex token is not valid. Sign in to Flex again.')
    if (!user.workerSid || !user.roles.some((role) => workRoles.includes(role)))
      throw new Refused(403, 'wrong-role', 'Your Flex role may not do this.')
    c.set('agent', {
      workerSid: user.workerSid,
      isSupervisor: user.roles.some((role) => overRoles.includes(role)),
    })
    await next()
  }
