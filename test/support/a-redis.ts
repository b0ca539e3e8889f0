import { randomUUID } from 'node:crypto'
import { Redis } from 'ioredis'
import { onTestFinished } from 'vitest'
import { createRedisStore } from '../../src/engine/redis-store.ts'
import type { Change } from '../../src/engine/store.ts'

/** A connection to the Redis of this test run, and keys that no other test uses. */
export function aRedis() {
  const url = process.env['REDIS_URL']
  if (!url) throw new Error('REDIS_URL names the Redis of this test run')
  const redis = new Redis(url, { maxRetriesPerRequest: 1 })
  const prefix = `test-${randomUUID()}`
  onTestFinished(async () => {
    const keys = await redis.keys(`${prefix}:*`)
    if (keys.length > 0) await redis.del(...keys)
    redis.disconnect()
  })
  return { redis, prefix, store: createRedisStore(redis, prefix) }
}

const nothing = { aliases: [], claims: [], isLive: false }

/** A write of nothing in particular. */
export const aChange = (changes: Partial<Change> = {}): Change => ({
  from: 0,
  state: { n: 1 },
  seen: [],
  pending: [],
  before: nothing,
  after: nothing,
  ...changes,
})

export const holding = (name: string, holder = 'WT1') => ({ ...nothing, claims: [{ name, holder }] })
export const free = nothing
