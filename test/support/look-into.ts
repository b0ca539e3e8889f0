import { createQueues, effectQueue, factQueue } from '../../src/engine/queues.ts'
import { connectPatient } from '../../src/engine/redis.ts'
import { createRedisStore } from '../../src/engine/redis-store.ts'

const feature = 'video-escalation'

/** What the running processes keep in Redis, seen from a process beside them. */
export function lookInto(redisUrl: string) {
  const redis = connectPatient(redisUrl)
  const store = createRedisStore(redis)
  const queues = createQueues(redis, [feature])
  const queue = (name: string) => {
    const found = queues.all.find((each) => each.name === name)
    if (!found) throw new Error(`No queue is called ${name}`)
    return found
  }
  /** Whatever a worker still has to do, but for timers: those wait by design. */
  const jobs = async () => {
    const all = await Promise.all(
      queues.all.map((each) => each.getJobs(['waiting', 'active', 'delayed', 'prioritized'])),
    )
    return all.flat().filter((job) => job?.name !== 'timer.wait')
  }
  return {
    redis,
    store,
    queues,
    facts: queue(factQueue),
    effects: queue(effectQueue(feature)),
    keyOf: (taskSid: string) => store.find(feature, taskSid),
    underWay: async () => (await jobs()).length + (await redis.zcard('escalate:left-behind')),
    async close(): Promise<void> {
      await queues.close()
      redis.disconnect()
    },
  }
}
