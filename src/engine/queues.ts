import { Queue } from 'bullmq'
import type { Redis } from 'ioredis'
import type { Event } from '../core/feature.ts'
import { currentFormat } from '../formats/index.ts'
import { groupCommit } from './group-commit.ts'
import type { Pending, RecordRef } from './store.ts'

/** One queue for what has happened, one per feature for what is to be done. BullMQ allows no ':' in a queue's name. */
export const jobPrefix = (prefix = 'escalate') => `${prefix}-jobs`
export const factQueue = 'facts'
export const effectQueue = (feature: string) => `effects-${feature}`

export type QueuedEvent = { readonly feature: string; readonly event: Event }
/** Which data format the job was stored in; missing in jobs from before formats had numbers. */
type Stored<T> = T & { readonly format?: number | undefined }
/** Facts that became durable together. */
export type FactJob = readonly Stored<QueuedEvent>[]
/** `again`: handed over a second time, so the effect may have run already. */
export type EffectJob = Stored<Pending & { readonly key: string; readonly again: boolean }>

/** With the waits of `backoff.ts` twelve attempts span 66 s on average and 132 s at most, besides their own time. */
const retried = { attempts: 12, backoff: { type: 'custom' } } as const

/** BullMQ keeps a log of queue events for listeners we do not have. */
const streams = { events: { maxLen: 100 } }

/** The sending side of the queues. Job ids are deterministic, so sending twice is sending once. */
export function createQueues(connection: Redis, features: readonly string[], keys = 'escalate') {
  const prefix = jobPrefix(keys)
  const facts = new Queue<FactJob>(factQueue, { connection, prefix, streams })
  const effects = new Map(
    features.map((name) => [name, new Queue<EffectJob>(effectQueue(name), { connection, prefix, streams })]),
  )
  const all = [facts, ...effects.values()]
  // Without a listener an ioredis error would end the process. Every caller gets its own rejection anyway.
  for (const queue of all) queue.on('error', () => {})

  return {
    /** Durable when it resolves. Facts that come while one write is under way share the next, and one job. */
    push: groupCommit<QueuedEvent>(async (together) => {
      const heard = together.map((each) => stored(each))
      const [only, another] = heard
      // A name for people who look into the queue, and an id where there is one to have.
      if (only && !another) await facts.add(only.event.type, heard, { ...retried, jobId: jobIdOf(only) })
      else await facts.add('several', heard, retried)
    }),

    /** One by one, so that each is retried or parked on its own. */
    async pushApart(heard: readonly QueuedEvent[]): Promise<void> {
      await facts.addBulk(
        heard.map((each) => ({
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

    /** Queues by name, for counting and for looking at what is parked. */
    all,
    async close(): Promise<void> {
      await Promise.all(all.map((queue) => queue.close()))
    },
  }
}

export type Queues = ReturnType<typeof createQueues>

const stored = <T>(data: T): Stored<T> => ({ ...data, format: currentFormat })
const jobIdOf = ({ feature, event }: QueuedEvent) => `${feature}-${event.id}`
