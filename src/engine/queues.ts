import { Queue } from 'bullmq'
import type { Redis } from 'ioredis'
import type { Event } from '../core/feature.ts'
import { currentFormat } from '../formats/index.ts'
import { groupCommit } from './group-commit.ts'
import type { Pending, RecordRef } from './store.ts'

/** One queue holds events, and one queue per feature holds effects. BullMQ allows no ':' in a queue's name. */
export const jobPrefix = (prefix = 'escalate') => `${prefix}-jobs`
export const factQueue = 'facts'
export const effectQueue = (feature: string) => `effects-${feature}`

export type QueuedEvent = { readonly feature: string; readonly event: Event }
/** The data format of a job; missing in jobs from before formats had numbers. */
type Stored<T> = T & { readonly format?: number | undefined }
/** Events that were stored together. */
export type FactJob = readonly Stored<QueuedEvent>[]
/** `again`: the effect was handed over a second time, so it may have run already. */
export type EffectJob = Stored<Pending & { readonly key: string; readonly again: boolean }>

/** With the delays of `backoff.ts`, twelve attempts span 66 s on average and 132 s at most, plus their own time. */
const retried = { attempts: 12, backoff: { type: 'custom' } } as const

/** Limits BullMQ's log of queue events: we have no listeners for it. */
const streams = { events: { maxLen: 100 } }

/** The sending side of the queues. Job ids are deterministic, so a job that is sent twice exists once. */
export function createQueues(connection: Redis, features: readonly string[], keys = 'escalate') {
  const prefix = jobPrefix(keys)
  const facts = new Queue<FactJob>(factQueue, { connection, prefix, streams })
  const effects = new Map(
    features.map((name) => [name, new Queue<EffectJob>(effectQueue(name), { connection, prefix, streams })]),
  )
  const all = [facts, ...effects.values()]
  // Without a listener an error of ioredis would end the process. Every caller gets its own rejection anyway.
  for (const queue of all) queue.on('error', () => {})

  return {
    /** Stores events durably. Events that arrive during a write share the next write, and one job. */
    push: groupCommit<QueuedEvent>(async (together) => {
      const events = together.map((each) => stored(each))
      const [only, another] = events
      // Names are for operators who look into the queue. Several events share no id.
      if (only && !another) await facts.add(only.event.type, events, { ...retried, jobId: jobIdOf(only) })
      else await facts.add('several', events, retried)
    }),

    /** Stores each event as a job of its own, so that each is retried or given up alone. */
    async pushApart(events: readonly QueuedEvent[]): Promise<void> {
      await facts.addBulk(
        events.map((each) => ({
          name: each.event.type,
          data: [stored(each)],
          opts: { ...retried, jobId: jobIdOf(each) },
        })),
      )
    },

    async handOver({ feature, key }: RecordRef, pending: readonly Pending[], again: boolean): Promise<void> {
      const queue = effects.get(feature)
      if (!queue) throw new Error(`No feature is called ${feature}`)
      const rows = pending.map((each) => ({
        name: each.effect.type,
        data: stored({ ...each, key, again }),
        opts: { ...retried, jobId: each.effectId, ...(each.effect.after && { delay: each.effect.after }) },
      }))
      await queue.addBulk(rows)
    },

    /** All queues, for counting jobs and for reading dead letters. */
    all,
    async close(): Promise<void> {
      await Promise.all(all.map((queue) => queue.close()))
    },
  }
}

export type Queues = ReturnType<typeof createQueues>

const stored = <T>(data: T): Stored<T> => ({ ...data, format: currentFormat })
const jobIdOf = ({ feature, event }: QueuedEvent) => `${feature}-${event.id}`
