import type { Redis } from 'ioredis'

const keyOf = (prefix: string) => `${prefix}:worker-heartbeat`
/** So long (ms) after it a worker is not heard any more. */
const heardMs = 60_000

/** Says that a worker was at work at a certain moment (ms), from which on its time runs. A moment that is past says nothing. */
export async function beat(redis: Redis, prefix = 'escalate', at = Date.now()): Promise<void> {
  const left = at + heardMs - Date.now()
  if (left > 0) await redis.set(keyOf(prefix), at, 'PX', left)
}

/** Age of the latest heartbeat of any worker in ms; undefined when none was heard in the last minute. */
export async function lastBeat(redis: Redis, prefix = 'escalate', now = Date.now()): Promise<number | undefined> {
  const at = await redis.get(keyOf(prefix))
  return at === null ? undefined : now - Number(at)
}
