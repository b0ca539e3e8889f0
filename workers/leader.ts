import { randomUUID } from 'node:crypto'
import type { Redis } from 'ioredis'

/**
 * Of many workers one does what needs to be done once: reconciling, forwarding. The lease outlives one round only, so another takes over when its holder dies; two at
 * once would cost requests and change nothing, because what they find are facts with the same ids.
 */
export function createLeader(redis: Redis, leaseMs: number, key = 'escalate:reconciler') {
  const me = randomUUID()
  return async (): Promise<boolean> => {
    const taken = await redis.set(key, me, 'PX', leaseMs, 'NX')
    if (taken === 'OK') return true
    if ((await redis.get(key)) !== me) return false
    await redis.pexpire(key, leaseMs)
    return true
  }
}
