import type { Redis } from 'ioredis'
import { z } from 'zod'
import type { Claim } from '../core/feature.ts'
import { packed } from './entry-text.ts'
import { newsChannel } from './news.ts'
import type { TellTrouble } from './redis-watch.ts'
import { saveScript, settleScript } from './scripts.ts'
import { type Change, nameOf, type Pending, type Place, type Store } from './store.ts'
import { refusalIn } from './store-trouble.ts'
import { newsKey, recordKey, timelineKey } from './timeline-keys.ts'

/** TaskRouter keeps no task longer than 14 days, so no record is needed longer. Every write starts the time anew. */
const dayMs = 24 * 3600 * 1000
const keepMs = 14 * dayMs

type Kept = {
  readonly prefix?: string
  readonly timelineDays?: number
  /** One conversation never comes near; a loop of events would not fill Redis with its timeline. */
  readonly mostEntries?: number
  /** Hears when a change was saved and its watchers could not be told. */
  readonly tell?: TellTrouble
}

const claim = z.object({ name: z.string(), holder: z.string(), key: z.string() })
/** Effects are checked in full by their feature when they run; here only the envelope matters. */
const waiting = z.object({
  effect: z.looseObject({ type: z.string(), after: z.number().optional() }),
  trace: z.string(),
})

/** Keys of one feature share nothing with another's. On Redis Cluster `REDIS_PREFIX` gives all of them one hash tag. */
export function createRedisStore(
  redis: Redis,
  { prefix = 'escalate', timelineDays = 7, mostEntries = 5_000, tell = () => {} }: Kept = {},
): Store {
  const outboxKey = ({ feature, key }: Place) => `${prefix}:outbox:${feature}:${key}`
  const liveKey = (feature: string) => `${prefix}:live:${feature}`
  const aliasKey = (feature: string, name: string) => `${prefix}:alias:${feature}:${name}`
  const claimKey = (feature: string, name: string) => `${prefix}:claim:${feature}:${name}`
  const leftBehindKey = `${prefix}:left-behind`
  const save = saveScript(redis)
  const settle = settleScript(redis)

  return {
    async load(place) {
      const [version, state, seen] = await redis.hmget(recordKey(prefix, place), 'version', 'state', 'seen')
      if (!version || !state) return undefined
      return { version: Number(version), state: JSON.parse(state), seen: seen ? seen.split(' ') : [] }
    },

    async save(place, change) {
      const { feature, key } = place
      const [taken, dropped] = difference(change)
      const aliases = change.after.aliases.filter((name) => !change.before.aliases.includes(name))
      const reply = await save(
        [
          recordKey(prefix, place),
          outboxKey(place),
          leftBehindKey,
          liveKey(feature),
          timelineKey(prefix, place),
          newsKey(prefix),
          ...taken.map((each) => claimKey(feature, each.name)),
          ...dropped.map((each) => claimKey(feature, each.name)),
          ...aliases.map((name) => aliasKey(feature, name)),
        ],
        JSON.stringify({
          key,
          member: nameOf(place),
          from: change.from,
          state: JSON.stringify(change.state),
          seen: change.seen.join(' '),
          pending: change.pending.map(({ effectId, ...each }) => [effectId, JSON.stringify(each)]),
          mostEntries,
          timelineMs: timelineDays * dayMs,
          newsMs: dayMs,
          taken: taken.map((each) => JSON.stringify({ ...each, key })),
          dropped: dropped.length,
          aliases: aliases.length,
          isLive: change.after.isLive,
          channel: newsChannel(prefix),
          place: `${feature} ${key}`,
          now: Date.now(),
          keepMs,
        }),
        packed(place, change.entry),
      )
      if (reply.startsWith('untold ')) {
        tell(`${refusalIn(reply) ?? 'refused'} (publish)`)
        return 'saved'
      }
      return reply === 'saved' || reply === 'stale' ? reply : claim.parse(JSON.parse(reply))
    },

    async outbox(place) {
      const rows = await redis.hgetall(outboxKey(place))
      return Object.entries(rows).map(([effectId, raw]): Pending => ({ effectId, ...waiting.parse(JSON.parse(raw)) }))
    },

    async settle(place, effectIds) {
      await settle([outboxKey(place), leftBehindKey], nameOf(place), ...effectIds)
    },

    leftBehind: (then) => redis.zrangebyscore(leftBehindKey, '-inf', then),
    find: async (feature, alias) => (await redis.get(aliasKey(feature, alias))) ?? undefined,
    live: (feature) => redis.zrange(liveKey(feature), '0', '-1'),
  }
}

function difference({ before, after }: Change): [readonly Claim[], readonly Claim[]] {
  const { claims: held } = before
  const taken = after.claims.filter((one) => !held.some((each) => each.name === one.name && each.holder === one.holder))
  const dropped = held.filter((one) => !after.claims.some((each) => each.name === one.name))
  return [taken, dropped]
}
