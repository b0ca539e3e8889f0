import { setTimeout as pause } from 'node:timers/promises'
import { QueueEvents } from 'bullmq'
import { Redis } from 'ioredis'
import { jobPrefix } from '../../src/engine/queues.ts'
import { createTimelines } from '../../src/engine/timelines.ts'
import { type Sim, type SimWorker, simAt } from '../../tools/sim.ts'
import type { Stack } from '../../tools/stack.ts'
import { until } from '../../tools/until.ts'
import { type Case, openCase } from '../support/a-case.ts'
import { isQuiet } from './is-quiet.ts'
import { type Spent, spentSoFar } from './spent.ts'

const videos = 100
const atOnce = 5
const idleMs = 10_000

/** No reconciler: its calls depend on time, not on videos. */
export const costEnv = { RECONCILE_SECONDS: '600' }

/**
 * The cost of one whole video, from the accepted chat over the invite and both participants in the room to the wrap-up
 * and the outcome on the task. The processes' idle cost is measured first and subtracted.
 */
export async function cost(stack: Stack) {
  const sim = simAt(stack.simulatorUrl)
  const redis = new Redis(stack.redisUrl)
  const agents = await Promise.all(
    Array.from({ length: videos }, (_, n) => sim.hire({ name: `cost-${n}@example.com` })),
  )
  const all = (count: number) =>
    inTurns(agents.slice(0, atOnce), count, (agent, n) => liveVideo(sim, stack, agents[n] ?? agent))
  await over(await all(atOnce), redis) // the first ones warm everything up

  const look = () => spentSoFar(redis, stack)
  const before = await look()
  await pause(idleMs)
  const idle = minus(await look(), before)

  const { last } = await sim.journal(Number.MAX_SAFE_INTEGER)
  const started = Date.now()
  const start = await look()
  const cases = await all(videos)
  await isQuiet(redis)
  const live = await look()
  await over(cases, redis)
  const spent = minus(await look(), start)
  const { entries } = await sim.journal(last)
  const asked = entries.filter(({ kind }) => kind === 'request').map((each) => `${each['method']} ${each['pattern']}`)
  const share = (Date.now() - started) / idleMs
  const each = (name: keyof Spent) => Math.round(((spent[name] - idle[name] * share) / videos) * 10) / 10

  const talk = await chatsWithoutVideo(sim, redis, agents)
  const result = {
    videos,
    each: {
      redisBytesWhileLive: Math.round((live.redisBytes - start.redisBytes) / videos),
      redisBytesAfterwards: Math.round(spent.redisBytes / videos),
      redisCommands: each('redisCommands'),
      redisKiBIn: each('redisKiBIn'),
      redisKiBOut: each('redisKiBOut'),
      redisCpuMs: each('redisCpuMs'),
      serverCpuMs: each('serverCpuMs'),
      workerCpuMs: each('workerCpuMs'),
      ...(await jobsAndDecisions(stack, redis, all)),
      twilioCalls: Math.round((asked.length / videos) * 10) / 10,
      twilio: Object.fromEntries(
        [...Map.groupBy(asked, (name) => name)].map(([name, { length }]) => [name, length / videos]),
      ),
    },
    chatWithoutVideo: talk,
    idle: { seconds: idleMs / 1000, redisCommandsASecond: Math.round((idle.redisCommands / idleMs) * 10_000) / 10 },
  }
  redis.disconnect()
  return result
}

/** A pass of its own: listeners to the queues make requests to Redis, too. */
async function jobsAndDecisions(stack: Stack, redis: Redis, all: (count: number) => Promise<readonly Case[]>) {
  const features = ['video-escalation', 'conversation-transfer', 'media-streams']
  const names = ['facts', ...features.map((feature) => `effects-${feature}`)]
  const added: string[] = []
  const listeners = names.map((name) => {
    const listener = new QueueEvents(name, { connection: { url: stack.redisUrl }, prefix: jobPrefix() })
    listener.on('added', () => added.push(name))
    return listener
  })
  await Promise.all(listeners.map((listener) => listener.waitUntilReady()))
  const cases = await all(videos / atOnce)
  await over(cases, redis)
  await pause(1_000) // the listeners' last events
  await Promise.all(listeners.map((listener) => listener.close()))
  const timelines = createTimelines(redis)
  const entries = []
  for (const { conversationSid: key } of cases) {
    for (const feature of features) for await (const entry of timelines.of({ feature, key })) entries.push(entry)
  }
  const jobs = [...Map.groupBy(added, (name) => name)].map(([name, { length }]) => [name, length / cases.length])
  return { jobs: Object.fromEntries(jobs), decisions: entries.length / cases.length }
}

/** Most chats never become videos; their tasks have records all the same, so that a command finds its agent at once. */
async function chatsWithoutVideo(sim: Sim, redis: Redis, agents: readonly SimWorker[]) {
  const bytes = async () => Number(/^used_memory:(\d+)/m.exec(await redis.info('memory'))?.[1])
  const before = await bytes()
  await inTurns(agents.slice(0, atOnce), videos, async ({ sid: workerSid }) => {
    const chat = await sim.chat({ workerSid })
    await sim.accept(chat.reservationSid)
    await until(
      'the task is known',
      async () => (await redis.exists(`escalate:alias:video-escalation:${chat.taskSid}`)) > 0,
    )
    await sim.endTask(chat.taskSid, 'wrapup')
    await until(
      'its end is known',
      async () => (await redis.zscore('escalate:live:video-escalation', chat.conversationSid)) === null,
    )
  })
  await pause(1_000)
  await isQuiet(redis)
  return { redisBytes: Math.round(((await bytes()) - before) / videos) }
}

async function liveVideo(sim: Sim, { serverUrl }: Stack, { sid: workerSid, token }: SimWorker): Promise<Case> {
  const chat = await sim.chat({ workerSid })
  await sim.accept(chat.reservationSid)
  const one = openCase({ sim, serverUrl, chat: { ...chat, workerSid }, token })
  const { link, id } = await one.invited()
  await one.agentSits(id)
  await one.customerSits(link)
  await one.saying('live')
  return one
}

async function over(cases: readonly Case[], redis: Redis): Promise<void> {
  await inTurns(Array.from({ length: atOnce }), cases.length, async (_, n) => {
    await cases[n]?.ends('wrapup')
    await cases[n]?.saying('ended')
  })
  await isQuiet(redis)
}

/** Several in parallel, each of them one after the other. */
async function inTurns<Who, Result>(
  who: readonly Who[],
  count: number,
  work: (one: Who, n: number) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = []
  let next = 0
  const turns = who.map(async (one) => {
    for (let n = next++; n < count; n = next++) results.push(await work(one, n))
  })
  await Promise.all(turns)
  return results
}

const minus = (after: Spent, before: Spent): Spent => ({
  redisBytes: after.redisBytes - before.redisBytes,
  redisCommands: after.redisCommands - before.redisCommands,
  redisKiBIn: after.redisKiBIn - before.redisKiBIn,
  redisKiBOut: after.redisKiBOut - before.redisKiBOut,
  redisCpuMs: after.redisCpuMs - before.redisCpuMs,
  serverCpuMs: after.serverCpuMs - before.serverCpuMs,
  workerCpuMs: after.workerCpuMs - before.workerCpuMs,
})
