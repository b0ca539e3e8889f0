import type { Redis } from 'ioredis'
import type { Registered } from '../../core/feature.ts'
import { changeChannel } from '../changes.ts'
import type { AnyQueue } from '../dead-letters.ts'
import { createRedisStore } from '../redis-store.ts'
import type { RecordRef } from '../store.ts'
import { createTimelines } from '../timelines.ts'
import { rowsAbout } from './lists.ts'
import { createForgetRecord } from './record.ts'
import { jobsAbout } from './work.ts'

/** How much was erased of one conversation. `names`: aliases of its records, such as the SIDs of its tasks. */
export type Erased = {
  readonly records: number
  readonly entries: number
  readonly names: number
  readonly jobs: number
  readonly rows: number
}

/** Why the conversation cannot be erased yet: a video is under way, or work for it. */
export type Busy = { readonly busy: string }

export type Erase = (key: string) => Promise<Erased | Busy>

type Deps = {
  readonly features: readonly Registered[]
  /** Every queue that may hold work about a conversation. */
  readonly queues: readonly AnyQueue[]
  readonly prefix?: string
}

const kept = /^(CH|WT)[0-9a-f]{32}$/
const sid = /^[A-Z]{2}[0-9a-f]{32}$/

/** Whether records may be kept under this key: a conversation's SID, or that of a call's task. */
export const isErasable = (key: string): boolean => kept.test(key)

/**
 * Erases all data about one conversation. Counts stay, because they name nobody. A conversation with work under way is
 * refused, because an erased record could not end its room.
 *
 * A repeat erases what a crash left. The record is erased last, because it names the rest of its data.
 */
export function createErase(redis: Redis, { features, queues, prefix = 'escalate' }: Deps): Erase {
  const store = createRedisStore(redis, { prefix })
  const timelines = createTimelines(redis, prefix)
  const forgetRecord = createForgetRecord(redis, prefix)

  return async function erase(key) {
    const found = await Promise.all(features.map((feature) => look({ feature: feature.name, key }, feature)))
    const live = found.find((each) => each.isLive)
    if (live) return { busy: `${live.feature} is under way` }
    const jobs = await jobsAbout(key, queues)
    const rows = await rowsAbout(redis, key, { prefix, since: Math.min(...found.map(({ since }) => since)) })
    const busy = jobs.busy ?? rows.busy
    if (busy) return { busy }

    const erased = { records: 0, entries: 0, names: 0, jobs: await jobs.remove(), rows: await rows.remove() }
    for (const record of found) {
      const forgotten = await forgetRecord(record)
      if (forgotten === 'changed') return { busy: `${record.feature} has just changed` }
      erased.records += record.version > 0 ? 1 : 0
      erased.entries += record.entries
      erased.names += forgotten
      await redis.publish(changeChannel(prefix), `${record.feature} ${key}`)
    }
    return erased
  }

  async function look(record: RecordRef, feature: Registered) {
    const saved = await store.load(record)
    const index = saved && feature.index(saved.state)
    const names = new Set(index?.aliases)
    let [entries, since] = [0, Number.POSITIVE_INFINITY]
    for await (const entry of timelines.of(record)) {
      entries += 1
      since = Math.min(since, entry.received)
      // The alias of an older task still exists, although the record does not list it any more.
      for (const word of Object.values(entry.about)) if (typeof word === 'string' && sid.test(word)) names.add(word)
    }
    return {
      ...record,
      version: saved?.version ?? 0,
      isLive: index?.isLive === true,
      names: [...names],
      entries,
      since,
    }
  }
}
