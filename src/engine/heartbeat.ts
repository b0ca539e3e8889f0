import type { Redis } from 'ioredis'

const keyOf = (prefix: string) => `${prefix}:worker-heartbeat`

/** A connected worker may still be stuck; only one that comes round to this says it is alive. */
export const beat = (redis: Redis, prefix = 'escalate') => redis.set(keyOf(prefix), Date.now(), 'EX', 60)

/** Age of the latest heartbeat of any worker in ms; undefined when none was heard in the last minute. */
export async function lastBeat(redis: Redis, prefix = 'escalate', now = Date.now()): Promise<number | undefined> {
  const at = await redis.get(keyOf(prefix))
  return at === null ? undefined : now - Number(at)
}
