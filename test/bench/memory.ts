import { readFileSync } from 'node:fs'
import { Redis } from 'ioredis'
import { type Sim, simAt } from '../../tools/sim.ts'
import type { Stack } from '../../tools/stack.ts'
import { until } from '../../tools/until.ts'
import { isQuiet } from './is-quiet.ts'

const steps = [2_500, 5_000, 10_000]
const atOnce = 40

/** What live escalations cost: each one accepted, asked for, with a room and an invite, and its timer waiting. */
export async function memory(stack: Stack) {
  const sim = simAt(stack.simulatorUrl)
  const redis = new Redis(stack.redisUrl)
  const used = async () => Number(/used_memory:(\d+)/.exec(await redis.info('memory'))?.[1])
  const empty = await used()
  const points = []
  let made = 0
  for (const goal of steps) {
    while (made < goal) {
      await Promise.all(Array.from({ length: Math.min(atOnce, goal - made) }, () => oneLive(sim, redis)))
      made = Math.min(goal, made + atOnce)
    }
    await until('all are live', async () => (await redis.zcard('escalate:live:video-escalation')) === goal, {
      withinMs: 120_000,
    })
    await isQuiet(redis)
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

async function oneLive(sim: Sim, redis: Redis): Promise<void> {
  const chat = await sim.chat()
  await sim.accept(chat.reservationSid)
  await until(
    'the task is known',
    async () => (await redis.exists(`escalate:alias:video-escalation:${chat.taskSid}`)) > 0,
  )
  await sim.say(chat.conversationSid, { workerSid: chat.workerSid }, '/video')
}

const rssMiB = (pid: number) =>
  Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024)
