import { randomUUID } from 'node:crypto'
import { Redis } from 'ioredis'
import { onTestFinished } from 'vitest'
import { createRedisStore } from '../../src/engine/redis-store.ts'
import type { Change } from '../../src/engine/store.ts'
import type { TimelineEntry } from '../../src/engine/timeline.ts'

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
  return { redis, prefix, store: createRedisStore(redis, { prefix }) }
}

/** Any timeline entry. */
export const anEntry = (changes: Partial<TimelineEntry> = {}): TimelineEntry => ({
  feature: 'video',
  key: 'CH1',
  version: 1,
  type: 'add',
  id: 'EV1',
  at: 1,
  received: 2,
  actor: 'twilio',
  trace: 'EV1',
  about: {},
  effects: [],
  ...changes,
})

const nothing = { aliases: [], locks: [], isLive: false }

/** Any write. */
export const aChange = (changes: Partial<Change> = {}): Change => ({
  from: 0,
  state: { n: 1 },
  seen: [],
  pending: [],
  entry: anEntry(),
  before: nothing,
  after: nothing,
  ...changes,
})

export const holding = (name: string, holder = 'WT1') => ({ ...nothing, locks: [{ name, holder }] })
export const free = nothing
