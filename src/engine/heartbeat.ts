import type { Redis } from 'ioredis'

const key = 'escalate:worker-heartbeat'

/** A connected worker may still be stuck; only one that comes round to this says it is alive. */
export const beat = (redis: Redis) => redis.set(key, Date.now(), 'EX', 60)

/** Age of the latest heartbeat of any worker in ms; undefined when none was heard in the last minute. */
export async function lastBeat(redis: Redis, now = Date.now()): Promise<number | undefined> {
  const at = await redis.get(key)
  return at === null ? undefined : now - Number(at)
}
