import type { MiddlewareHandler } from 'hono'
import type { FlexTokens, FlexUser } from '../../src/access/flex-token.ts'
import { Refused } from '../problem.ts'
import { callerOf, tooMany } from '../rate-limit.ts'

export type Agent = { readonly workerSid: string; readonly isSupervisor: boolean }
/** The right behind a request, for what outlives the request. */
export type Session = {
  /** When the token ends (ms), where Twilio says so. */
  readonly expiresAt: number | undefined
  /** Who it is now. @throws Refused for nobody any more; Retryable when Twilio cannot be asked */
  readonly again: () => Promise<Agent>
}
export type AgentEnv = { Variables: { agent: Agent; session: Session } }

const workRoles = ['agent', 'supervisor', 'admin']
const overRoles = ['supervisor', 'admin']
/** Lines of events of one person at the same time: a few windows of Flex, and of the supervisor's page. */
export const mostLines = 10
/** A Flex token has about 1 KB. What is far longer is not worth asking Twilio about. */
const mostCharacters = 4096

/** Who calls, by their Flex token; `agent` holds the answer. What a browser says about itself is never read. */
export const flexUser = (tokens: FlexTokens, trustedProxies: number): MiddlewareHandler<AgentEnv> =>
  async function flexUser(c, next) {
    const [, token] = /^Bearer ([^\s,]+)$/.exec(c.req.header('authorization') ?? '') ?? []
    if (!token || token.length > mostCharacters) throw new Refused(401, 'no-token', 'A Flex token is needed.')
    const check = () => tokens.check(token, callerOf(c, trustedProxies))
    const user = await check()
    if (user === 'too-many-tries') return tooMany(c)
    c.set('agent', agentIn(user))
    c.set('session', {
      expiresAt: user?.expiresAt,
      again: async () => {
        const now = await check()
        return agentIn(now === 'too-many-tries' ? undefined : now)
      },
    })
    return next()
  }

/** @throws Refused 401 for nobody, 403 for somebody who has no role here */
function agentIn(user: FlexUser | undefined): Agent {
  if (!user) throw new Refused(401, 'bad-token', 'The Flex token is not valid. Sign in to Flex again.')
  const { workerSid, roles } = user
  if (!workerSid || !roles.some((role) => workRoles.includes(role)))
    throw new Refused(403, 'wrong-role', 'Your Flex role may not do this.')
  return { workerSid, isSupervisor: roles.some((role) => overRoles.includes(role)) }
}
