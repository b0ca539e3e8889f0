import { randomUUID } from 'node:crypto'
import type { Redis } from 'ioredis'

export const leaseKey = (prefix: string, task: 'reconcile' | 'census' | 'projections') => `${prefix}:lease:${task}`

/**
 * Lets one of many workers do a periodic task. The lease only outlives one round, so another worker takes over when its
 * holder dies. Two leaders at once cost requests but change nothing: a reconciler's facts have the same ids, and a
 * projection's writes move with its cursor.
 */
export function createLeader(redis: Redis, key: string, leaseMs: number, now: () => number = () => performance.now()) {
  const me = randomUUID()
  /** How long Redis' last answer stays valid: half of our own lease, a tenth of another's. */
  let [isOurs, goodUntil] = [false, Number.NEGATIVE_INFINITY]

  return async (): Promise<boolean> => {
    const since = now()
    if (since < goodUntil) return isOurs
    isOurs = await renewed()
    goodUntil = since + leaseMs / (isOurs ? 2 : 10)
    return isOurs
  }

  async function renewed(): Promise<boolean> {
    const answer = await redis.set(key, me, 'PX', leaseMs, 'NX')
    if (answer === 'OK') return true
    if ((await redis.get(key)) !== me) return false
    await redis.pexpire(key, leaseMs)
    return true
  }
}

/** Renews the lease for as long as a round takes: Twilio may slow it down, and a second leader would make it slower. */
export async function leading(isLeader: () => Promise<boolean>, leaseMs: number, round: () => Promise<void>) {
  const timer = setInterval(() => isLeader().catch(() => false), leaseMs / 3)
  try {
    await round()
  } finally {
    clearInterval(timer)
  }
}
