import { readFileSync } from 'node:fs'
import { Redis } from 'ioredis'
import { simAt } from '../../tools/sim.ts'
import type { Stack } from '../../tools/stack.ts'
import { makeLive } from './one-live.ts'

const steps = [2_500, 5_000, 10_000]

/** The memory of live escalations: each one accepted, started, with a room and an invite, and its timer waiting. */
export async function memory(stack: Stack) {
  const sim = simAt(stack.simulatorUrl)
  const redis = new Redis(stack.redisUrl)
  const used = async () => Number(/used_memory:(\d+)/.exec(await redis.info('memory'))?.[1])
  const empty = await used()
  const points = []
  let made = 0
  for (const goal of steps) {
    await makeLive(sim, redis, made, goal)
    made = goal
    points.push({
      live: goal,
      redisBytesEach: Math.round(((await used()) - empty) / goal),
      serverMiB: rssMiB(stack.server.pid),
      workerMiB: rssMiB(stack.worker.pid),
    })
  }
  redis.disconnect()
  return { points, target: { redisBytesEach: 6 * 1024 } }
}

const rssMiB = (pid: number) =>
  Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024)
