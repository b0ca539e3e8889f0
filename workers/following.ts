import type { Redis } from 'ioredis'
import { unlessDenied } from '../src/engine/data-format.ts'
import type { PeriodicTask } from '../src/engine/periodic-task.ts'
import { storeTroubleIn } from '../src/engine/store-trouble.ts'
import { createTimelines } from '../src/engine/timelines.ts'
import { moveCursors } from '../src/engine/upgrade-keys.ts'
import { newerFormat } from '../src/formats/index.ts'
import { createStoredCursor, type StoredProjection } from '../src/projections/cursor.ts'
import { historyProjection } from '../src/projections/history-counts.ts'
import type { outboundProjection } from '../src/projections/outbound.ts'
import { createFollower, createReader } from '../src/projections/reader.ts'
import { createLeader, leaseKey } from './leader.ts'

type Terms = {
  readonly prefix: string
  readonly outbound: ReturnType<typeof outboundProjection>
  readonly tasks: Readonly<Record<StoredProjection, PeriodicTask>>
  readonly isOutdated: () => Promise<boolean>
}

const leaseMs = 5_000

/** @returns one round of following the story for all projections with a cursor in Redis: one worker leads them */
export function createFollowing(redis: Redis, { prefix, outbound, tasks, isOutdated }: Terms) {
  const cursor = (name: StoredProjection) => createStoredCursor(redis, name, prefix)
  const followers = [
    createFollower({ projection: outbound, cursor: cursor('outbound'), periodicTask: tasks.outbound }),
    createFollower({ projection: historyProjection(prefix), cursor: cursor('history'), periodicTask: tasks.history }),
  ]
  const { follow } = createReader({ timelines: createTimelines(redis, prefix), followers, isOutdated })
  const isLeader = createLeader(redis, leaseKey(prefix, 'projections'), leaseMs)
  let mayLead = true
  let isMoved = false

  return async (): Promise<void> => {
    if (!mayLead || !(await isLeader())) return
    if (!isMoved) await moveCursors(redis, prefix).catch(unlessDenied)
    isMoved = true
    try {
      await follow()
    } catch (problem) {
      // Without a renewal the lease ends, and a worker of the newer version leads.
      mayLead = storeTroubleIn(problem) !== newerFormat
      throw problem
    }
  }
}
