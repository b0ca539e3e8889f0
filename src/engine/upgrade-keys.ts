import type { Redis } from 'ioredis'
import { z } from 'zod'
import type { Registered } from '../core/feature.ts'
import { cursorKey } from '../projections/cursor.ts'
import { lockKeyOf, unsentKeyOf } from './redis-store.ts'
import type { Store } from './store.ts'

const lock = z.looseObject({ key: z.string() })

/**
 * Moves the data that format 1 kept under other keys: the locks of live records, and the list of unsent outboxes. It
 * may stop anywhere and run again.
 */
export async function upgradeKeys(
  redis: Redis,
  { features, store, prefix }: { features: readonly Registered[]; store: Store; prefix: string },
): Promise<void> {
  for (const feature of features) {
    for (const key of await store.live(feature.name)) {
      const saved = await store.load({ feature: feature.name, key })
      const { locks } = saved ? feature.index(saved.state) : { locks: [] }
      for (const { name } of locks) await moveLock(`${prefix}:claim:${feature.name}:${name}`, feature.name, name)
    }
  }
  const earlier = `${prefix}:left-behind`
  const rows = await redis.zrange(earlier, '0', '-1', 'WITHSCORES')
  for (let n = 0; n < rows.length; n += 2) {
    await redis.zadd(unsentKeyOf(prefix), 'NX', rows[n + 1] ?? '0', rows[n] ?? '')
  }
  await redis.del(earlier)

  async function moveLock(from: string, feature: string, name: string): Promise<void> {
    const held = await redis.get(from)
    if (held === null) return
    const left = await redis.pttl(from)
    // A newer process may hold the lock already; then its lock stays.
    if (lock.safeParse(JSON.parse(held)).success && left > 0)
      await redis.set(lockKeyOf(prefix, feature, name), held, 'PX', left, 'NX')
    await redis.del(from)
  }
}

/** The cursors of projections, by their earlier keys. */
const earlierCursors = { 'history:cursor': 'history', 'outbound-place': 'outbound' } as const
/** Leases, and counts of `/metrics`: now each process counts for itself. */
const retired = ['numbers', 'numbers:mark', 'numbers:once', 'reconciler', 'counting', 'forwarder']

/** Moves cursors from their earlier keys, before the first read: without a cursor a projection would count a day again. */
export async function moveCursors(redis: Redis, prefix: string): Promise<void> {
  for (const [earlier, name] of Object.entries(earlierCursors)) {
    const at = await redis.get(`${prefix}:${earlier}`)
    // A newer process may have read on already; then its cursor stays.
    if (at !== null) await redis.set(cursorKey(prefix, name), at, 'NX')
    await redis.del(`${prefix}:${earlier}`)
  }
  await redis.del(retired.map((name) => `${prefix}:${name}`))
}
