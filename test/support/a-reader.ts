import type { Redis } from 'ioredis'
import { createTimelines, type Timelines } from '../../src/engine/timelines.ts'
import { createStoredCursor, type StoredProjection } from '../../src/projections/cursor.ts'
import type { Projection } from '../../src/projections/projection.ts'
import { createFollower, createReader } from '../../src/projections/reader.ts'
import { aPeriodicTask } from './a-periodic-task.ts'

type Of = { readonly redis: Redis; readonly prefix: string; readonly name?: StoredProjection }
type More = {
  readonly periodicTask?: ReturnType<typeof aPeriodicTask>['periodicTask']
  readonly timelines?: Pick<Timelines, 'entriesAfter'>
  readonly isOutdated?: () => Promise<boolean>
}

/** A reader of one projection, which commits at once. */
export function aReader<R>({ redis, prefix, name = 'history' }: Of, projection: Projection<R>, more: More = {}) {
  const { periodicTask = aPeriodicTask(name).periodicTask, timelines = createTimelines(redis, prefix) } = more
  const cursor = createStoredCursor(redis, name, prefix)
  const follower = createFollower({ projection: { ...projection, collectMs: 0 }, cursor, periodicTask })
  return createReader({ timelines, followers: [follower], ...(more.isOutdated && { isOutdated: more.isOutdated }) })
}
