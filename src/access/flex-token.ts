import { createHash } from 'node:crypto'
import { Retryable } from '../core/errors.ts'
import { createFailures } from './failures.ts'
import { askIam, type IamAccess, type IamAnswer, isStrange } from './iam.ts'
import { createSlots } from './slots.ts'

/** The user of a Flex session, as Twilio confirms it. */
export type FlexUser = {
  readonly workerSid: string | undefined
  readonly roles: readonly string[]
  /** When the token expires (ms), if Twilio says so. */
  readonly expiresAt?: number
}
export type FlexTokens = {
  /** @param from the caller's address: checks of unknown tokens are limited for each address */
  check(token: string, from: string): Promise<FlexUser | 'too-many-tries' | undefined>
}

type Good = { readonly user: FlexUser; readonly freshUntil: number; readonly goodUntil: number }
type Bad = { readonly until: number; readonly forMs: number }

/** How long a good answer of Twilio is cached. */
const freshMs = 60_000
/** How long a good answer is valid while Twilio is away: a revoked role or session works no longer. */
const goodMs = 5 * 60_000
const retryMs = 5_000
/** How long a bad answer is cached: longer each time, because unattended desktops keep trying an expired token. */
const badMs = { first: 5_000, most: 300_000 }
const mostRemembered = 5_000
/** How many tokens of one address may fail in a minute. Even an office full of agents has few failures. */
const mostFailures = 50
const requests = { most: 16, mostWaiting: 200 }

/**
 * Checks Flex tokens. They are opaque (JWE), so only Twilio can read them. Answers are cached by the token's hash, good
 * ones apart from bad ones, so that guesses cannot push out users' tokens; concurrent checks of one token share a request.
 * Known users go first, count for no limit, and stay valid for a while if Twilio is not reachable.
 *
 * `check` returns undefined for an invalid token, and `too-many-tries` for a token that is not checked because of the
 * limit.
 * @throws Retryable if Twilio is not reachable: access is refused then
 */
export function createFlexTokens(iam: IamAccess, now: () => number = Date.now): FlexTokens {
  const good = new Map<string, Good>()
  const bad = new Map<string, Bad>()
  const underWay = new Map<string, ReturnType<FlexTokens['check']>>()
  const failures = createFailures(mostFailures, now)
  const slots = createSlots({ ...requests, patienceMs: iam.timeoutMs })

  /** Asks Twilio about a token. @returns undefined if the address has failed too often when a slot becomes free */
  async function request(token: string, isOver: () => boolean, goesFirst: boolean): Promise<IamAnswer | undefined> {
    const release = await slots.take(goesFirst)
    try {
      return isOver() ? undefined : await askIam(iam, token)
    } finally {
      release()
    }
  }

  function learn(key: string, { valid, expiration, roles, worker_sid }: IamAnswer): FlexUser | undefined {
    good.delete(key)
    const wasBad = bad.get(key)
    bad.delete(key)
    if (!valid) {
      const forMs = wasBad ? Math.min(wasBad.forMs * 4, badMs.most) : badMs.first
      remember(bad, key, { until: now() + forMs, forMs })
      return undefined
    }
    const expiresAt = expiration?.getTime()
    const user = { workerSid: worker_sid ?? undefined, roles, ...(expiresAt !== undefined && { expiresAt }) }
    const until = (ms: number) => Math.min(now() + ms, expiresAt ?? Number.POSITIVE_INFINITY)
    remember(good, key, { user, freshUntil: until(freshMs), goodUntil: until(goodMs) })
    return user
  }

  async function ask(token: string, key: string, from: string): ReturnType<FlexTokens['check']> {
    const known = good.get(key)
    const isKnown = known !== undefined && now() < known.goodUntil
    try {
      const answer = await request(token, () => !isKnown && failures.isOver(from), isKnown)
      if (!answer) return 'too-many-tries'
      if (!answer.valid && !isKnown) failures.add(from)
      return learn(key, answer)
    } catch (cause) {
      if (isStrange(cause) && !isKnown) failures.add(from)
      if (!known || now() >= known.goodUntil) throw new Retryable('Flex tokens cannot be checked now', { cause })
      remember(good, key, { ...known, freshUntil: Math.min(now() + retryMs, known.goodUntil) })
      return known.user
    }
  }

  return {
    async check(token, from) {
      const key = createHash('sha256').update(token).digest('base64')
      const known = good.get(key)
      if (known && now() < known.freshUntil) return known.user
      if (now() < (bad.get(key)?.until ?? 0)) return undefined
      const pending = underWay.get(key)
      if (pending) return pending
      const check = ask(token, key, from).finally(() => underWay.delete(key))
      underWay.set(key, check)
      return check
    },
  }
}

function remember<T>(map: Map<string, T>, key: string, value: T): void {
  map.delete(key)
  map.set(key, value)
  const oldest = map.size > mostRemembered ? map.keys().next().value : undefined
  if (oldest !== undefined) map.delete(oldest)
}
