import type { Redis } from 'ioredis'
import { z } from 'zod'
import { away, within } from './accept.ts'
import { script } from './scripts.ts'

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
  /** How far the stream of all entries has been counted. */
  cursor(): Promise<string>
  /** Adds counts and moves the cursor from `from` to `to`, in one step. @returns false if another process was faster */
  add(from: string, to: string, counted: Counted): Promise<boolean>
  /** The counts of the last `days` up to `now`: by hours up to a week, else by days. */
  read(days: number, now: number): Promise<HistoryReport>
  /** Effects that were given up, the latest first. */
  failures(): Promise<readonly GaveUp[]>
}

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const keptMs = 90 * dayMs
const mostFailures = 200

/**
 * Adds counts and moves the cursor in one step: a crash in between would count entries twice, or lose them. A process
 * that comes second finds the cursor elsewhere and adds nothing.
 */
const addScript = `
local work = cjson.decode(ARGV[1])
if (redis.call('GET', KEYS[1]) or '0') ~= work.from then return 'elsewhere' end
for _, row in ipairs(work.counts) do
  redis.call('HINCRBY', KEYS[row[1]], row[2], row[3])
  redis.call('PEXPIREAT', KEYS[row[1]], row[4])
end
for _, failure in ipairs(work.failures) do redis.call('LPUSH', KEYS[2], failure) end
if #work.failures > 0 then
  redis.call('LTRIM', KEYS[2], 0, work.mostFailures - 1)
  redis.call('PEXPIRE', KEYS[2], work.keptMs)
end
redis.call('SET', KEYS[1], work.to)
return 'added'
`

export function createHistory(redis: Redis, isReady: () => boolean = () => true, prefix = 'escalate'): History {
  const cursorKey = `${prefix}:history:cursor`
  const failuresKey = `${prefix}:history:failures`
  const hourKey = (at: number) => `${prefix}:history:hour:${Math.floor(at / hourMs)}`
  const agentKey = (at: number) => `${prefix}:history:agents:${Math.floor(at / dayMs)}`
  const add = script(redis, addScript)
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
    cursor: async () => (await redis.get(cursorKey)) ?? '0',

    async add(from, to, { counts, failures }) {
      const keys = [cursorKey, failuresKey]
      const rows = counts.map(({ of, at, field, n }) => {
        const key = of === 'hour' ? hourKey(at) : agentKey(at)
        if (!keys.includes(key)) keys.push(key)
        return [keys.indexOf(key) + 1, field, n, at + keptMs]
      })
      const texts = failures.map((each) => JSON.stringify(each))
      return (
        (await add(keys, JSON.stringify({ from, to, counts: rows, failures: texts, mostFailures, keptMs }))) === 'added'
      )
    },

    read: (days, now) =>
      inTime(async () => {
        const size = days > 7 ? dayMs : hourMs
        const [first, last] = [Math.floor((now - days * dayMs) / size) + 1, Math.floor(now / size)]
        const starts = Array.from({ length: last - first + 1 }, (_, n) => (first + n) * size)
        const perBucket = size / hourMs
        const hours = starts.flatMap((from) => Array.from({ length: perBucket }, (_, n) => hourKey(from + n * hourMs)))
        const found = await hashes(hours)
        const buckets = starts.map((from, n) => ({
          from,
          counts: sum(found.slice(n * perBucket, (n + 1) * perBucket)),
        }))
        const dates = Array.from({ length: Math.ceil(days) }, (_, n) => agentKey(now - n * dayMs))
        return { hours: perBucket, buckets, agents: sum(await hashes(dates)) }
      }),

    failures: () =>
      inTime(async () => (await redis.lrange(failuresKey, 0, -1)).map((each) => gaveUp.parse(JSON.parse(each)))),
  }
}

function sum(hashes: readonly Readonly<Record<string, string>>[]): Readonly<Record<string, number>> {
  const total: Record<string, number> = {}
  for (const hash of hashes)
    for (const [field, n] of Object.entries(hash)) total[field] = (total[field] ?? 0) + Number(n)
  return total
}
