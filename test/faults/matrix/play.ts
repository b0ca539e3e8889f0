import { setTimeout as pause } from 'node:timers/promises'
import { until } from '../../../tools/until.ts'
import { aCallCentre } from '../../support/a-call-centre.ts'
import { streaming } from '../../support/a-phone-call.ts'
import { aShakyRedis, type ShakyRedis } from '../../support/a-shaky-redis.ts'
import { lookInto } from '../../support/look-into.ts'
import { cpuSeconds } from './cpu.ts'
import type { Fault } from './faults.ts'
import { stages, type Underway } from './stages.ts'

export type Played = {
  readonly fault: string
  /**
   * From the fault's end (its beginning, if it has no end) until the server keeps work again, and until a worker has
   * done it.
   */
  readonly serverMs: number
  readonly workerMs: number
  /** Twilio's webhooks until then. */
  readonly webhooks: { readonly refused: number; readonly all: number }
  /** Share of a core that server and worker used during the fault; if it has no end, until both were back. */
  readonly cpuShare: number | undefined
  /** Warnings and errors that they logged until then. */
  readonly warnings: number
  /** By stage; empty where everything is right. */
  readonly wrong: Readonly<Record<string, readonly string[]>>
}

/** Pino's levels. */
const warning = 40

/** One fault strikes six conversations at six stages, on real processes. */
export async function play(fault: Fault, lastsMs: number): Promise<Played> {
  const redis = await aShakyRedis()
  let warnings = 0
  const centre = await aCallCentre({
    redisUrl: redis.url,
    env: { ...streaming(), RECONCILE_SECONDS: '2' },
    heard: (program, line) => {
      if (program !== 'simulator' && (JSON.parse(line) as { level: number }).level >= warning) warnings += 1
    },
  })
  try {
    await centre.sim.voice({ media: false })
    const probe = await centre.chat()
    const underway: [string, Underway][] = []
    for (const { name, reach } of stages) underway.push([name, await reach(centre)])

    const after = await centre.last()
    const [warnedBefore, cpuBefore, began] = [warnings, cpuSeconds(centre), performance.now()]
    const measured = () => {
      const [cpu, lasted] = [cpuSeconds(centre), performance.now() - began]
      const used = cpu === undefined || cpuBefore === undefined ? undefined : cpu - cpuBefore
      return { cpuShare: used && used / (lasted / 1_000), warnings: warnings - warnedBefore }
    }
    await fault.begins(redis, centre)
    const meanwhile = Promise.all(underway.map(([, { meanwhile }]) => meanwhile?.()))
    if (fault.ends) {
      await pause(lastsMs)
      await meanwhile
    }
    const whileItLasted = fault.ends && measured()
    const ended = fault.ends ? performance.now() : began
    await fault.ends?.(redis, centre)
    await until('the server keeps work', async () => (await probe.start()).ok, { withinMs: 90_000, everyMs: 100 })
    const serverMs = performance.now() - ended
    await probe.saying('invited', 90_000)
    const workerMs = performance.now() - ended
    const { cpuShare, warnings: warned } = whileItLasted ?? measured()
    await meanwhile
    const webhooks = (await centre.journal(after)).filter((each) => each.kind === 'webhook' && 'status' in each)

    return {
      fault: fault.name,
      serverMs,
      workerMs,
      webhooks: { all: webhooks.length, refused: webhooks.filter((each) => Number(each['status']) >= 500).length },
      cpuShare,
      warnings: warned,
      wrong: await lookBack(redis, underway, !fault.forgets),
    }
  } finally {
    await centre.stop()
    await redis.stop()
  }
}

/** Plays all stages to their ends, and then looks for errors. */
async function lookBack(
  redis: ShakyRedis,
  underway: readonly (readonly [string, Underway])[],
  isKnown: boolean,
): Promise<Played['wrong']> {
  const problems = await Promise.all(underway.map(([, { afterwards }]) => problemOf(afterwards(isKnown))))
  const inside = lookInto(redis.straight())
  try {
    const quiet = await problemOf(
      until('nothing is under way', async () => (await inside.underWay()) === 0, { withinMs: 60_000 }),
    )
    const queues = [inside.facts, inside.effects, inside.transfers]
    const parked = (await Promise.all(queues.map((each) => each.getFailed()))).flat()
    const found = await Promise.all(underway.map(([, { wrong }]) => wrong(isKnown)))
    return {
      ...Object.fromEntries(underway.map(([name], n) => [name, [...(problems[n] ?? []), ...(found[n] ?? [])]])),
      all: [...quiet, ...parked.map(({ name, failedReason }) => `${name} is parked: ${failedReason}`)],
    }
  } finally {
    await inside.close()
  }
}

const problemOf = (work: Promise<unknown>): Promise<readonly string[]> =>
  work.then(
    () => [],
    (problem: unknown) => [problem instanceof Error ? problem.message : String(problem)],
  )
