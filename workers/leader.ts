import { randomUUID } from 'node:crypto'
import type { Redis } from 'ioredis'

/**
 * Of many workers one has a duty: reconciling, forwarding, counting. The lease outlives one round only, so another takes
 * over when its holder dies; two at once cost requests and change nothing: what a reconciler finds are facts with the same
 * ids, and a count has its mark.
 */
export function createLeader(redis: Redis, key: string, leaseMs: number, now: () => number = () => performance.now()) {
  const me = randomUUID()
  /** Until then the last answer of Redis is good enough: half of a lease that is ours, a tenth of another's. */
  let [isOurs, goodUntil] = [false, Number.NEGATIVE_INFINITY]

  return async (): Promise<boolean> => {
    const since = now()
    if (since < goodUntil) return isOurs
    isOurs = await renewed()
    goodUntil = since + leaseMs / (isOurs ? 2 : 10)
    return isOurs
  }

  async function renewed(): Promise<boolean> {
    const taken = await redis.set(key, me, 'PX', leaseMs, 'NX')
    if (taken === 'OK') return true
    if ((await redis.get(key)) !== me) return false
    await redis.pexpire(key, leaseMs)
    return true
  }
}

/** Keeps the lease for as long as a round takes: Twilio may slow it, and another worker would make it slower. */
export async function leading(isLeader: () => Promise<boolean>, leaseMs: number, round: () => Promise<void>) {
  const timer = setInterval(() => isLeader().catch(() => false), leaseMs / 3)
  try {
    await round()
  } finally {
    clearInterval(timer)
  }
}
