import type { MiddlewareHandler } from 'hono'
import type { FlexTokens, FlexUser } from '../../src/access/flex-token.ts'
import { Refused } from '../problem.ts'
import { callerOf, tooMany } from '../rate-limit.ts'

export type Agent = { readonly workerSid: string; readonly isSupervisor: boolean }
/** The right behind a request, for what outlives the request. */
export type Session = {
  /** When the token ends (ms), if Twilio says so. */
  readonly expiresAt: number | undefined
  /** Checks the agent again. @throws Refused if the token is no longer valid; Retryable if Twilio cannot be asked */
  readonly again: () => Promise<Agent>
}
export type AgentEnv = { Variables: { agent: Agent; session: Session } }

const workRoles = ['agent', 'supervisor', 'admin']
const overRoles = ['supervisor', 'admin']
/** Event streams of one agent at the same time: a few windows of Flex, and of the supervisor's page. */
export const mostStreams = 10
/** A Flex token has about 1 KB. Far longer tokens are not worth a request to Twilio. */
const mostCharacters = 4096

/** Identifies the caller by the Flex token and stores it as `agent`. Nothing the browser says about itself is read. */
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

/** @throws Refused 401 without a user, 403 without a role for this API */
function agentIn(user: FlexUser | undefined): Agent {
  if (!user) throw new Refused(401, 'bad-token', 'The Flex token is not valid. Sign in to Flex again.')
  const { workerSid, roles } = user
  if (!workerSid || !roles.some((role) => workRoles.includes(role)))
    throw new Refused(403, 'wrong-role', 'Your Flex role may not do this.')
  return { workerSid, isSupervisor: roles.some((role) => overRoles.includes(role)) }
}
