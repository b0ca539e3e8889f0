import { createHash } from 'node:crypto'
import { z } from 'zod'
import { Retryable } from '../core/errors.ts'

/** Whose Flex session a request comes from, as Twilio vouches for it. */
export type FlexUser = { readonly workerSid: string | undefined; readonly roles: readonly string[] }
export type FlexTokens = { check(token: string): Promise<FlexUser | undefined> }

export type IamAccess = {
  readonly url: string
  readonly accountSid: string
  readonly apiKeySid: string
  readonly apiKeySecret: string
  readonly timeoutMs: number
}

const answer = z.object({
  valid: z.boolean(),
  expiration: z.coerce.date().optional().catch(undefined),
  roles: z.array(z.string()).default([]),
  worker_sid: z.string().nullish(),
})

const goodForMs = 60_000
const badForMs = 5_000
const mostRemembered = 5_000

/**
 * Flex tokens are opaque (JWE): only Twilio can read them. Answers are remembered for a short while by the token's hash,
 * never beyond its expiry, and concurrent questions about one token are asked once.
 *
 * `check` answers undefined for a token that is not valid.
 * @throws Retryable when Twilio cannot be asked: the door stays shut
 */
export function createFlexTokens(iam: IamAccess, now: () => number = Date.now): FlexTokens {
  const remembered = new Map<string, { readonly until: number; readonly user: Promise<FlexUser | undefined> }>()

  async function ask(token: string): Promise<{ user: FlexUser | undefined; until: number }> {
    const reply = await fetch(`${iam.url}/v1/Accounts/${iam.accountSid}/Tokens/validate`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${iam.apiKeySid}:${iam.apiKeySecret}`).toString('base64')}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ token }),
      signal: AbortSignal.timeout(iam.timeoutMs),
      redirect: 'error',
    })
    if (reply.status >= 500 || reply.status === 429) throw new Error(`iam answered ${reply.status}`)
    const said = answer.parse(await reply.json())
    if (!said.valid) return { user: undefined, until: now() + badForMs }
    const until = Math.min(now() + goodForMs, said.expiration?.getTime() ?? Number.POSITIVE_INFINITY)
    return { user: { workerSid: said.worker_sid ?? undefined, roles: said.roles }, until }
  }

  return {
    check(token) {
      const key = createHash('sha256').update(token).digest('base64')
      const known = remembered.get(key)
      if (known && known.until > now()) return known.user
      const asked = ask(token)
      const user = asked.then(
        (each) => each.user,
        (cause: unknown) => {
          throw new Retryable('Flex tokens cannot be checked now', { cause })
        },
      )
      remembered.set(key, { until: now() + iam.timeoutMs, user })
      asked.then(
        ({ until }) => remembered.set(key, { until, user }),
        () => remembered.delete(key),
      )
      const oldest = remembered.size > mostRemembered ? remembered.keys().next().value : undefined
      if (oldest !== undefined) remembered.delete(oldest)
      return user
    },
  }
}
