import type { Redis } from 'ioredis'
import { z } from 'zod'
import type { Lock } from '../core/feature.ts'
import { currentFormat, upgraded } from '../formats/index.ts'
import { changeChannel } from './changes.ts'
import { packed } from './entry-text.ts'
import type { ReportTrouble } from './redis-watch.ts'
import { acknowledgeScript, saveScript } from './scripts.ts'
import { type Change, nameOf, type Pending, type RecordRef, type Store } from './store.ts'
import { refusalIn } from './store-trouble.ts'
import { entriesKey, recordKey, timelineKey } from './timeline-keys.ts'

const hourMs = 3600 * 1000
const dayMs = 24 * hourMs
/**
 * TaskRouter keeps no task longer than 14 days, so no record is needed longer. The first write of an hour restarts the
 * time.
 */
const keepMs = 14 * dayMs
/** A week to look into a complaint. One day would save less than a third of the memory (docs/scaling.md). */
const timelineMs = 7 * dayMs

type Kept = {
  readonly prefix?: string
  /** The limit of entries per timeline. Conversations stay far below; it keeps a loop of events from filling Redis. */
  readonly mostEntries?: number
  /** Runs when a change was saved but could not be published. */
  readonly report?: ReportTrouble
}

const lock = z.object({ name: z.string(), holder: z.string(), key: z.string() })
/** The fields of a record's hash that are read. */
const fields = ['version', 'state', 'seen', 'format'] as const
/** A row of an outbox. The feature validates its effect completely when it runs. */
const waiting = z.object({
  effect: z.looseObject({ type: z.string(), after: z.number().optional() }),
  trace: z.string(),
  format: z.number().optional(),
})

export const lockKeyOf = (prefix: string, feature: string, name: string) => `${prefix}:lock:${feature}:${name}`
/** The key of the list of unsent outboxes, by age. */
export const unsentKeyOf = (prefix: string) => `${prefix}:unsent-outboxes`

/** Stores records in Redis. Features share no keys. On Redis Cluster `REDIS_PREFIX` gives all keys one hash tag. */
export function createRedisStore(
  redis: Redis,
  { prefix = 'escalate', mostEntries = 5_000, report = () => {} }: Kept = {},
): Store {
  const outboxKey = ({ feature, key }: RecordRef) => `${prefix}:outbox:${feature}:${key}`
  const liveKey = (feature: string) => `${prefix}:live:${feature}`
  const aliasKey = (feature: string, name: string) => `${prefix}:alias:${feature}:${name}`
  const lockKey = (feature: string, name: string) => lockKeyOf(prefix, feature, name)
  const unsentKey = unsentKeyOf(prefix)
  const save = saveScript(redis)
  const acknowledge = acknowledgeScript(redis)

  return {
    async load(record) {
      const [version, stored, seen, format] = await redis.hmget(recordKey(prefix, record), ...fields)
      if (!version || !stored) return undefined
      const state = upgraded('state', JSON.parse(stored), format ? Number(format) : undefined, record.feature)
      return { version: Number(version), state, seen: seen ? seen.split(' ') : [] }
    },

    async save(record, change) {
      const { feature, key } = record
      const now = Date.now()
      const [locks, unlocks] = difference(change)
      const aliases = change.after.aliases.filter((name) => !change.before.aliases.includes(name))
      const reply = await save(
        [
          recordKey(prefix, record),
          outboxKey(record),
          unsentKey,
          liveKey(feature),
          timelineKey(prefix, record),
          entriesKey(prefix),
          ...locks.map((each) => lockKey(feature, each.name)),
          ...unlocks.map((each) => lockKey(feature, each.name)),
          ...aliases.map((name) => aliasKey(feature, name)),
        ],
        JSON.stringify({
          key,
          member: nameOf(record),
          from: change.from,
          state: JSON.stringify(change.state),
          seen: change.seen.join(' '),
          format: currentFormat,
          pending: change.pending.map(({ effectId, ...each }) => [
            effectId,
            JSON.stringify({ ...each, format: currentFormat }),
          ]),
          mostEntries,
          timelineMs,
          streamMs: dayMs,
          locks: locks.map((each) => JSON.stringify({ ...each, key })),
          unlocks: unlocks.length,
          aliases: aliases.length,
          wasLive: change.before.isLive,
          isLive: change.after.isLive,
          channel: changeChannel(prefix),
          record: `${feature} ${key}`,
          now,
          hour: Math.floor(now / hourMs),
          keepMs,
        }),
        packed(record, change.entry),
      )
      if (reply.startsWith('unpublished ')) {
        report(`${refusalIn(reply) ?? 'refused'} (publish)`)
        return 'saved'
      }
      return reply === 'saved' || reply === 'stale' ? reply : lock.parse(JSON.parse(reply))
    },

    async outbox(record) {
      const rows = await redis.hgetall(outboxKey(record))
      return Object.entries(rows).map(([effectId, raw]): Pending => {
        const { format, trace, ...each } = waiting.parse(JSON.parse(raw))
        return { effectId, trace, effect: waiting.shape.effect.parse(upgraded('effect', each.effect, format)) }
      })
    },

    async acknowledge(record, effectIds) {
      await acknowledge([outboxKey(record), unsentKey], nameOf(record), ...effectIds)
    },

    unsentOutboxes: (then) => redis.zrangebyscore(unsentKey, '-inf', then),
    find: async (feature, alias) => (await redis.get(aliasKey(feature, alias))) ?? undefined,
    live: (feature) => redis.zrange(liveKey(feature), '0', '-1'),
  }
}

function difference({ before, after }: Change): [readonly Lock[], readonly Lock[]] {
  const { locks: held } = before
  const locks = after.locks.filter((one) => !held.some((each) => each.name === one.name && each.holder === one.holder))
  const unlocks = held.filter((one) => !after.locks.some((each) => each.name === one.name))
  return [locks, unlocks]
}
