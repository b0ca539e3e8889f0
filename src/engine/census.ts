import type { Redis } from 'ioredis'
import { z } from 'zod'
import type { Registered } from '../core/feature.ts'
import { type Sample, seriesOf } from '../metrics/exposition.ts'
import type { PeriodicTask } from './periodic-task.ts'
import type { Store } from './store.ts'

type Viewed = Pick<Registered, 'name' | 'publicView'>

const samples = z.array(z.tuple([z.string(), z.number()]))
const atOnce = 50
/** An outdated census is worse than none. */
const validSeconds = 300

/** Counts live records by state. One worker counts for all processes, because a scrape must not read every record. */
export function createCensus(redis: Redis, prefix = 'escalate') {
  const key = `${prefix}:census`
  return {
    async take(features: readonly Viewed[], store: Store, periodicTask: PeriodicTask, now = Date.now()): Promise<void> {
      const found: Sample[] = []
      for (const feature of features) found.push(...(await countOne(feature, store, periodicTask, now)))
      await redis.set(key, JSON.stringify(found), 'EX', validSeconds)
    },
    async samples(): Promise<readonly Sample[]> {
      return samples.parse(JSON.parse((await redis.get(key)) ?? '[]'))
    },
  }
}

export type Census = ReturnType<typeof createCensus>

async function countOne(
  feature: Viewed,
  store: Store,
  periodicTask: PeriodicTask,
  now: number,
): Promise<readonly Sample[]> {
  const { name } = feature
  const keys = await periodicTask.first(name, () => store.live(name))
  if (!keys) return []
  const read = async (key: string) => {
    const saved = await store.load({ feature: name, key })
    return saved && feature.publicView(saved.state)
  }
  const states = new Map<string, number>()
  let since = now
  for (const shown of await periodicTask.each(keys, (key) => `${name} ${key}`, read, atOnce)) {
    if (!shown) continue
    states.set(shown.state, (states.get(shown.state) ?? 0) + 1)
    const { endingSince } = shown
    if (typeof endingSince === 'number') since = Math.min(since, endingSince)
  }
  return [
    ...[...states].map(([state, count]): Sample => [seriesOf('escalate_live', { feature: name, state }), count]),
    [seriesOf('escalate_ending_oldest_seconds', { feature: name }), Math.max(0, now - since) / 1000],
  ]
}
