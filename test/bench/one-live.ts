import { randomUUID } from 'node:crypto'
import type { Redis } from 'ioredis'
import type { Chat, Sim } from '../../tools/sim.ts'
import { until } from '../../tools/until.ts'
import { isQuiet } from './is-quiet.ts'

const atOnce = 40

/** A chat whose agent has started a video. The invite may not be posted yet. */
async function oneLive(sim: Sim, redis: Redis): Promise<Chat> {
  const { sid: workerSid } = await sim.hire({ name: `${randomUUID()}@example.com` })
  const chat = await sim.chat({ workerSid })
  await sim.accept(chat.reservationSid)
  await until(
    'the task is known',
    async () => (await redis.exists(`escalate:alias:video-escalation:${chat.taskSid}`)) > 0,
  )
  await sim.say(chat.conversationSid, { workerSid: chat.workerSid }, '/video')
  return chat
}

/**
 * Brings the live escalations from `made` to `goal`, each with a room and an invite, and waits until no job is left.
 */
export async function makeLive(sim: Sim, redis: Redis, made: number, goal: number): Promise<readonly Chat[]> {
  const chats: Chat[] = []
  for (let next = made; next < goal; next += atOnce)
    chats.push(...(await Promise.all(Array.from({ length: Math.min(atOnce, goal - next) }, () => oneLive(sim, redis)))))
  await until('all are live', async () => (await redis.zcard('escalate:live:video-escalation')) === goal, {
    withinMs: 120_000,
  })
  await isQuiet(redis)
  return chats
}
