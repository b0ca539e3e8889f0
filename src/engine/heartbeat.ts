import type { Redis } from 'ioredis'
import { quietMs } from './proof.ts'

const keyOf = (prefix: string) => `${prefix}:worker-heartbeat`
/** Stores when a worker was at work (ms). The heartbeat expires `quietMs` later; an older one is not stored. */
export async function beat(redis: Redis, prefix = 'escalate', at = Date.now()): Promise<void> {
  const left = at + quietMs - Date.now()
  if (left > 0) await redis.set(keyOf(prefix), at, 'PX', left)
}

/** The age of the latest heartbeat of any worker in ms; undefined when no worker was at work for `quietMs`. */
export async function lastBeat(redis: Redis, prefix = 'escalate', now = Date.now()): Promise<number | undefined> {
  const at = await redis.get(keyOf(prefix))
  return at === null ? undefined : now - Number(at)
}
