import type { Redis } from 'ioredis'
import { z } from 'zod'
import { away, within } from '../engine/accept.ts'
import type { Write } from './projection.ts'

/** Adds `n` to a field: of the hour, or of the day of all agents. `at` in ms. */
export type Count = { readonly of: 'hour' | 'agent'; readonly at: number; readonly field: string; readonly n: number }
/** An effect that was given up, from its timeline entry. */
export const gaveUp = z.object({
  at: z.number(),
  feature: z.string(),
  key: z.string(),
  effect: z.string(),
  code: z.number().optional(),
  /** The escalation, if the effect was about one. */
  about: z.string().optional(),
})
export type GaveUp = z.infer<typeof gaveUp>
export type Counted = { readonly counts: readonly Count[]; readonly failures: readonly GaveUp[] }

/** Counts of an hour or a day, from its start (ms). */
export type Bucket = { readonly from: number; readonly counts: Readonly<Record<string, number>> }
export type HistoryReport = {
  readonly hours: number
  readonly buckets: readonly Bucket[]
  /** By worker and kind: `WK… used`. */
  readonly agents: Readonly<Record<string, number>>
}

export interface History {
  /** The counts of the last `days` up to `now`: by hours up to a week, else by days. */
  read(days: number, now: number): Promise<HistoryReport>
  /** Effects that were given up, the latest first. */
  failures(): Promise<readonly GaveUp[]>
}

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const keptMs = 90 * dayMs
const mostFailures = 200

const failuresKey = (prefix: string) => `${prefix}:history:failures`
const hourKey = (prefix: string, at: number) => `${prefix}:history:hour:${Math.floor(at / hourMs)}`
const agentKey = (prefix: string, at: number) => `${prefix}:history:agents:${Math.floor(at / dayMs)}`

/** The writes that add counts and failures. */
export function historyWrites(prefix: string, added: readonly Counted[]): readonly Write[] {
  const counts = added.flatMap((each) => each.counts)
  const failures = added.flatMap((each) => each.failures).map((each) => JSON.stringify(each))
  const keyOf = ({ of, at }: Count) => (of === 'hour' ? hourKey(prefix, at) : agentKey(prefix, at))
  const rows = [...Map.groupBy(counts, keyOf)].flatMap(([key, all]): Write[] => [
    ...[...Map.groupBy(all, ({ field }) => field)].map(
      ([field, same]): Write => ['HINCRBY', key, field, same.reduce((sum, { n }) => sum + n, 0)],
    ),
    ['PEXPIREAT', key, Math.max(...all.map(({ at }) => at)) + keptMs],
  ])
  if (failures.length === 0) return rows
  const key = failuresKey(prefix)
  return [
    ...rows,
    ...failures.map((failure): Write => ['LPUSH', key, failure]),
    ['LTRIM', key, 0, mostFailures - 1],
    ['PEXPIRE', key, keptMs],
  ]
}

export function createHistory(redis: Redis, isReady: () => boolean = () => true, prefix = 'escalate'): History {
  const inTime = <T>(work: () => Promise<T>): Promise<T> => (isReady() ? within(5_000, work()) : Promise.reject(away()))

  /** Reads all hashes in one round trip. */
  async function hashes(keys: readonly string[]): Promise<readonly Readonly<Record<string, string>>[]> {
    const reads = redis.pipeline()
    for (const key of keys) reads.hgetall(key)
    const replies = (await reads.exec()) ?? []
    return replies.map(([problem, hash]) => {
      if (problem) throw problem
      return z.record(z.string(), z.string()).parse(hash)
    })
  }

  return {
    read: (days, now) =>
      inTime(async () => {
        const size = days > 7 ? dayMs : hourMs
        const [first, last] = [Math.floor((now - days * dayMs) / size) + 1, Math.floor(now / size)]
        const starts = Array.from({ length: last - first + 1 }, (_, n) => (first + n) * size)
        const perBucket = size / hourMs
        const hours = starts.flatMap((from) =>
          Array.from({ length: perBucket }, (_, n) => hourKey(prefix, from + n * hourMs)),
        )
        const found = await hashes(hours)
        const buckets = starts.map((from, n) => ({
          from,
          counts: sum(found.slice(n * perBucket, (n + 1) * perBucket)),
        }))
        const dates = Array.from({ length: Math.ceil(days) }, (_, n) => agentKey(prefix, now - n * dayMs))
        return { hours: perBucket, buckets, agents: sum(await hashes(dates)) }
      }),

    failures: () =>
      inTime(async () =>
        (await redis.lrange(failuresKey(prefix), 0, -1)).map((each) => gaveUp.parse(JSON.parse(each))),
      ),
  }
}

function sum(hashes: readonly Readonly<Record<string, string>>[]): Readonly<Record<string, number>> {
  const total: Record<string, number> = {}
  for (const hash of hashes)
    for (const [field, n] of Object.entries(hash)) total[field] = (total[field] ?? 0) + Number(n)
  return total
}
