import { setTimeout as pause } from 'node:timers/promises'
import { type Entry, type Sim, simAt } from '../../tools/sim.ts'
import type { Stack } from '../../tools/stack.ts'
import { until } from '../../tools/until.ts'
import { quantile } from './load.ts'

const runs = 40
const twilioMs = 100
const calls = 1_000
const atOnce = 25

type Agents = { readonly a: string; readonly b: string }
type Call = { readonly taskSid: string; readonly callSid: string }

export const destinations = { urls: { main: 'wss://media.example.com/in' }, otherwise: 'main' }

/** The settings of server and worker for this part. */
export const streamsEnv = {
  MEDIA_STREAMS: 'inbound',
  STREAM_DESTINATIONS: JSON.stringify({ ...destinations, handover: 'gap-free-sequential' }),
  STREAM_PARAMETER_SECRET: 'stream-parameter-secret-of-the-bench',
}

/**
 * How soon a stream follows its agent, how long two overlap where one replaces the other, and whether a thousand calls
 * at the same time lose a stream, double one or leave one running. No sound is sent.
 */
export async function streams(stack: Stack) {
  const sim = simAt(stack.simulatorUrl)
  await sim.voice({ media: false })
  const agents = await hired(sim)
  const followed: number[] = []
  const seams: number[] = []
  for (let n = -5; n < runs; n++) {
    const { followedMs, seamMs } = await oneCall(sim, agents)
    if (n < 0) continue // the first ones warm everything up
    followed.push(followedMs)
    seams.push(seamMs)
  }
  const spread = (all: readonly number[]) => ({
    p50: quantile(all, 0.5),
    p99: quantile(all, 0.99),
    max: Math.max(...all),
  })
  return {
    acceptedToCreateMs: { ...spread(followed), target: { p50: 20 } },
    seamMs: { roundTrip: twilioMs, ...spread(seams), target: { p50: twilioMs + 50 } },
    together: await thousand(sim, agents),
  }
}

async function hired(sim: Sim): Promise<Agents> {
  const { workers } = await sim.call<{ workers: readonly { sid: string }[] }>('POST', '/seed', {
    workers: [{ name: 'bench-a@example.com' }, { name: 'bench-b@example.com' }],
  })
  const [a, b] = workers
  if (!a || !b) throw new Error('The simulator made no agents')
  return { a: a.sid, b: b.sid }
}

async function oneCall(sim: Sim, { a, b }: Agents) {
  const call = await sim.phone({ workerSid: a })
  await sim.latency(twilioMs)
  const { last } = await sim.journal(Number.MAX_SAFE_INTEGER)
  const acceptedAt = Date.now()
  await sim.accept(call.reservationSid)
  // No request goes to the simulator meanwhile: on two cores every request would show in the answer.
  await pause(5 * twilioMs)
  const { reservationSid } = await sim.transfer(call.taskSid, { to: b, mode: 'warm', workerSid: a })
  await sim.accept(reservationSid)
  await pause(8 * twilioMs)
  await sim.latency(0)
  const { entries } = await sim.journal(last)
  const [first, second] = about(entries, 'stream.created', call)
  const [stopped] = about(entries, 'stream.stopped', call)
  if (!first || !second || !stopped) throw new Error('A stream is missing in the journal')
  await sim.hangUp(call.taskSid)
  return { followedMs: Date.parse(first.at) - acceptedAt, seamMs: Date.parse(stopped.at) - Date.parse(second.at) }
}

const about = (entries: readonly Entry[], change: string, { callSid }: Call) =>
  entries.filter((each) => each['change'] === change && JSON.stringify(each).includes(callSid))

async function thousand(sim: Sim, { a, b }: Agents) {
  const startedAt = Date.now()
  const all = await each(Array.from({ length: calls }), () => sim.phone({ workerSid: a }))
  await each(all, ({ reservationSid }) => sim.accept(reservationSid))
  const offers = await each(all, ({ taskSid }) => sim.transfer(taskSid, { to: b, mode: 'warm', workerSid: a }))
  await each(offers, ({ reservationSid }) => sim.accept(reservationSid))
  await each(all, ({ taskSid }) => sim.completeTransfer(taskSid, a))
  const states = () => each(all, ({ taskSid }) => sim.phoneState(taskSid))
  const had = async () => (await states()).every((state) => state.streams.length >= 2)
  const patience = { withinMs: 120_000, everyMs: 3_000 }
  // A lost stream shows in the figures, not as an error.
  await until('every agent has had a stream', had, patience).catch(() => false)
  await each(all, ({ taskSid }) => sim.hangUp(taskSid, { workerSid: b }))
  const running = async () =>
    (await states()).flatMap(({ streams: now }) => now.filter(({ status }) => status === 'in-progress')).length
  await until('nothing runs', async () => (await running()) === 0, patience).catch(() => false)
  const perCall = (await states()).map((state) => state.streams.length)
  return {
    calls,
    seconds: Math.round((Date.now() - startedAt) / 1000),
    lost: perCall.filter((n) => n < 2).length,
    doubled: perCall.filter((n) => n > 2).length,
    leftRunning: await running(),
  }
}

async function each<T, R>(all: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  for (let from = 0; from < all.length; from += atOnce)
    results.push(...(await Promise.all(all.slice(from, from + atOnce).map(work))))
  return results
}
