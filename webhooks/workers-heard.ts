import type { Redis } from 'ioredis'
import { lastBeat } from '../src/engine/heartbeat.ts'
import { quietMs } from '../src/engine/proof.ts'
import { isReady } from '../src/engine/redis.ts'
import type { Log } from '../src/log.ts'

const lookMs = 5_000

/** Says in the log when no worker is heard any more, and when one is: a worker that is stuck can often not say so itself. */
export function tellWorkersHeard(redis: Redis, prefix: string, log: Pick<Log, 'warn' | 'info'>): void {
  let wasHeard = false
  const look = async () => {
    if (!isReady(redis)) return
    const isHeard = (await lastBeat(redis, prefix)) !== undefined
    if (isHeard && !wasHeard) log.info({}, 'a worker is at work')
    if (wasHeard && !isHeard) log.warn({ seconds: quietMs / 1000 }, 'no worker was at work')
    wasHeard = isHeard
  }
  setInterval(() => look().catch(() => {}), lookMs).unref()
}
