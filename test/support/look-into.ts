import { Queue } from 'bullmq'
import { effectQueue, factQueue, jobPrefix } from '../../src/engine/queues.ts'
import { connectPatient } from '../../src/engine/redis.ts'
import { createRedisStore } from '../../src/engine/redis-store.ts'
import { createTimelines } from '../../src/engine/timelines.ts'

const feature = 'video-escalation'
const transfer = 'conversation-transfer'

export type Inside = ReturnType<typeof lookInto>

/** The data of the running processes in Redis, read by another process. */
export function lookInto(redisUrl: string, prefix = 'escalate') {
  const redis = connectPatient(redisUrl)
  const store = createRedisStore(redis, { prefix })
  // Of any type: some tests write what our code would not.
  const queue = (name: string) => {
    const made = new Queue<unknown>(name, { connection: redis, prefix: jobPrefix(prefix) })
    made.on('error', () => {})
    return made
  }
  const [facts, effects, transfers] = [queue(factQueue), queue(effectQueue(feature)), queue(effectQueue(transfer))]
  const others = ['media-streams', 'video-request'].map((name) => queue(effectQueue(name)))
  const queues = [facts, effects, transfers, ...others]
  const unfinished = ['waiting', 'active', 'delayed', 'prioritized'] as const
  /** All pending jobs of the workers, except timers: those wait by design. */
  const jobs = async () => {
    const all = await Promise.all(queues.map((each) => each.getJobs([...unfinished])))
    return all.flat().filter((job) => job?.name !== 'timer.wait')
  }
  return {
    redis,
    store,
    timelines: createTimelines(redis, prefix),
    facts,
    effects,
    transfers,
    /** The transfers of a conversation. */
    transferOf: async (key: string) => (await store.load({ feature: transfer, key }))?.state,
    keyOf: (taskSid: string) => store.find(feature, taskSid),
    underWay: async () => (await jobs()).length + (await redis.zcard(`${prefix}:unsent-outboxes`)),
    async close(): Promise<void> {
      await Promise.all(queues.map((each) => each.close()))
      redis.disconnect()
    },
  }
}
