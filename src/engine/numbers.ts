import type { Redis } from 'ioredis'
import type { Sample } from '../metrics/exposition.ts'
import { countsOf } from '../metrics/timeline-counts.ts'
import type { PeriodicTask } from './periodic-task.ts'
import { script } from './scripts.ts'
import { itemOf, type Timelines } from './timelines.ts'

/**
 * Adds the counts of a stretch of the timeline and moves the cursor to its end, in one step, if the cursor still is
 * where the stretch begins. A process that comes second changes nothing.
 */
const count = `
if (redis.call('GET', KEYS[1]) or '0') ~= ARGV[1] then return 'stale' end
redis.call('ZREMRANGEBYSCORE', KEYS[3], '-inf', ARGV[4])
for _, each in ipairs(cjson.decode(ARGV[5])) do
  if each.once == nil or redis.call('ZADD', KEYS[3], 'NX', ARGV[3], each.once) == 1 then
    for _, add in ipairs(each.adds) do redis.call('HINCRBYFLOAT', KEYS[2], add[1], add[2]) end
  end
end
redis.call('SET', KEYS[1], ARGV[2])
return 'counted'
`

const pageSize = 500
/** How long a record is kept; older ones cannot be counted again. */
const rememberMs = 14 * 24 * 3600 * 1000

/** Counts the installation's numbers from all timelines. They are in Redis, so a restart counts nothing twice. */
export function createNumbers(redis: Redis, timelines: Timelines, prefix = 'escalate') {
  const cursorKey = `${prefix}:numbers:mark`
  const numbersKey = `${prefix}:numbers`
  const countedKey = `${prefix}:numbers:once`
  const add = script(redis, count)

  return {
    /** Counts new entries. Any number of processes may do so at once. @returns how many entries this call counted */
    async follow(periodicTask: PeriodicTask, now = Date.now()): Promise<number> {
      let counted = 0
      for (;;) {
        const from = (await redis.get(cursorKey)) ?? '0'
        const entries = await timelines.entriesAfter(from, pageSize, periodicTask.failed)
        const last = entries.at(-1)
        if (!last) return counted
        const found = await periodicTask.each(entries, itemOf, ({ entry }) => countsOf(entry))
        const counts = JSON.stringify(found.flat())
        const keys = [cursorKey, numbersKey, countedKey]
        const answer = await add(keys, from, last.at, String(now), String(now - rememberMs), counts)
        if (answer === 'stale') return counted
        counted += entries.length
        if (entries.length < pageSize) return counted
      }
    },
    async samples(): Promise<readonly Sample[]> {
      const all = await redis.hgetall(numbersKey)
      return Object.entries(all).map(([series, value]): Sample => [series, Number(value)])
    },
    /** Seconds between the end of the timeline and the cursor. */
    async lagSeconds(): Promise<number> {
      const [cursor, end] = await Promise.all([redis.get(cursorKey), timelines.end()])
      const ms = (at: string) => Number(at.split('-')[0])
      return cursor === null || end === '0' ? 0 : Math.max(0, ms(end) - ms(cursor)) / 1000
    },
  }
}

export type Numbers = ReturnType<typeof createNumbers>
