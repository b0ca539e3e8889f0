import { createHash } from 'node:crypto'
import { Retryable } from '../core/errors.ts'
import { createFailures } from './failures.ts'
import { askIam, type IamAccess, type IamAnswer, isStrange } from './iam.ts'
import { createSlots } from './slots.ts'

/** Whose Flex session a request comes from, as Twilio vouches for it. */
export type FlexUser = {
  readonly workerSid: string | undefined
  readonly roles: readonly string[]
  /** When the token ends (ms), where Twilio says so. */
  readonly expiresAt?: number
}
export type FlexTokens = {
  /** @param from the caller's address: what is not known is not asked of Twilio endlessly for one of them */
  check(token: string, from: string): Promise<FlexUser | 'too-many-tries' | undefined>
}

type Good = { readonly user: FlexUser; readonly freshUntil: number; readonly goodUntil: number }
type Bad = { readonly until: number; readonly forMs: number }

/** So long Twilio's word is not asked for again. */
const freshMs = 60_000
/** So long it is good while Twilio cannot be asked: a role or session that was taken away works no longer than that. */
const goodMs = 5 * 60_000
const retryMs = 5_000
/** A bad token is asked for again ever more seldom: desktops that nobody sits at go on trying theirs. */
const badMs = { first: 5_000, most: 300_000 }
const mostRemembered = 5_000
/** Tokens of one address that Twilio did not know, in a minute. An office of agents has few: only failures count. */
const mostFailures = 50
const questions = { most: 16, mostWaiting: 200 }

/**
 * Flex tokens are opaque (JWE): only Twilio can read them. Answers are remembered by the token's hash, good ones apart from bad ones,
 * so that strangers push nobody out; concurrent questions about one token are asked once. Whoever was known a moment ago goes
 * first, counts for nobody's limit, and stays known for a while when Twilio cannot be asked.
 *
 * `check` answers undefined for a token that is not valid, `too-many-tries` for one that is not asked about now.
 * @throws Retryable when Twilio cannot be asked: the door stays shut
 */
export function createFlexTokens(iam: IamAccess, now: () => number = Date.now): FlexTokens {
  const good = new Map<string, Good>()
  const bad = new Map<string, Bad>()
  const asked = new Map<string, ReturnType<FlexTokens['check']>>()
  const failures = createFailures(mostFailures, now)
  const places = createSlots({ ...questions, patienceMs: iam.timeoutMs })

  /** @returns undefined when this address has failed too often by the time it is its turn */
  async function question(token: string, isOver: () => boolean, goesFirst: boolean): Promise<IamAnswer | undefined> {
    const leave = await places.take(goesFirst)
    try {
      return isOver() ? undefined : await askIam(iam, token)
    } finally {
      leave()
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
      const answer = await question(token, () => !isKnown && failures.isOver(from), isKnown)
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
      const pending = asked.get(key)
      if (pending) return pending
      const asking = ask(token, key, from).finally(() => asked.delete(key))
      asked.set(key, asking)
      return asking
    },
  }
}

function remember<T>(map: Map<string, T>, key: string, value: T): void {
  map.delete(key)
  map.set(key, value)
  const oldest = map.size > mostRemembered ? map.keys().next().value : undefined
  if (oldest !== undefined) map.delete(oldest)
}
