import type { Redis } from 'ioredis'
import type { Sample } from '../metrics/exposition.ts'
import { countsOf } from '../metrics/timeline-counts.ts'
import type { PeriodicTask } from './periodic-task.ts'
import { script } from './scripts.ts'
import { itemOf, type Timelines } from './timelines.ts'

/**
 * Adds what a stretch of the timeline counts, and moves the mark to its end, in one step, if the mark still is where the
 * stretch begins. Whoever comes second changes nothing.
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
/** As long as a record is kept; what is older cannot be met again. */
const rememberMs = 14 * 24 * 3600 * 1000

/** The installation's numbers, counted from the timeline of all records. They are in Redis, so no restart counts anything twice. */
export function createNumbers(redis: Redis, timelines: Timelines, prefix = 'escalate') {
  const markKey = `${prefix}:numbers:mark`
  const numbersKey = `${prefix}:numbers`
  const countedKey = `${prefix}:numbers:once`
  const add = script(redis, count)

  return {
    /** Counts what is new. Any number of processes may do so at once. @returns how many entries were counted here */
    async follow(periodicTask: PeriodicTask, now = Date.now()): Promise<number> {
      let counted = 0
      for (;;) {
        const from = (await redis.get(markKey)) ?? '0'
        const told = await timelines.entriesAfter(from, pageSize, periodicTask.failed)
        const last = told.at(-1)
        if (!last) return counted
        const found = await periodicTask.each(told, itemOf, ({ entry }) => countsOf(entry))
        const counts = JSON.stringify(found.flat())
        const keys = [markKey, numbersKey, countedKey]
        const answer = await add(keys, from, last.at, String(now), String(now - rememberMs), counts)
        if (answer === 'stale') return counted
        counted += told.length
        if (told.length < pageSize) return counted
      }
    },
    async samples(): Promise<readonly Sample[]> {
      const all = await redis.hgetall(numbersKey)
      return Object.entries(all).map(([series, value]): Sample => [series, Number(value)])
    },
    /** How much of the timeline is not counted yet, in seconds between its end and the mark. */
    async lagSeconds(): Promise<number> {
      const [mark, end] = await Promise.all([redis.get(markKey), timelines.end()])
      const ms = (at: string) => Number(at.split('-')[0])
      return mark === null || end === '0' ? 0 : Math.max(0, ms(end) - ms(mark)) / 1000
    },
  }
}

export type Numbers = ReturnType<typeof createNumbers>
