import { setTimeout as pause } from 'node:timers/promises'
import { type Entry, type Sim, simAt } from '../../tools/sim.ts'
import type { Stack } from '../../tools/stack.ts'
import { until } from '../../tools/until.ts'
import { playCall, type Staff, staffOf } from '../support/call-mixture.ts'
import { whatWentWrong } from '../support/what-went-wrong.ts'
import { quantile } from './load.ts'
import { destinations, streamsEnv } from './streams.ts'

const runs = 40
const calls = 1_000
const atOnce = 25

/** Every agent's stream overlaps, the usual setting. */
export const callsEnv = { ...streamsEnv, STREAM_DESTINATIONS: JSON.stringify(destinations) }

/**
 * How soon a stream is requested, how long a participant is alone or streamed outside, and whether a thousand ordinary
 * calls with Flex and plugins end wrongly, leave a participant alone, double a stream or leave one running. No sound is
 * sent.
 */
export async function callsMixed(stack: Stack) {
  const sim = simAt(stack.simulatorUrl)
  await sim.voice({ media: false })
  const staff = await staffOf(sim)
  const accepted: number[] = []
  for (let n = -5; n < runs; n++) {
    const ms = await acceptedToAsked(sim, staff)
    if (n >= 0) accepted.push(ms) // the first ones warm everything up
  }
  return {
    acceptedToAskedMs: { ...spread(accepted), target: { p50: 20 } },
    together: await thousand(sim, staff, stack),
  }
}

const spread = (all: readonly number[]) => ({
  n: all.length,
  p50: quantile(all, 0.5),
  p99: quantile(all, 0.99),
  max: Math.max(...all),
})

async function acceptedToAsked(sim: Sim, { a }: Staff): Promise<number> {
  const call = await sim.phone({ workerSid: a })
  const { last } = await sim.journal(Number.MAX_SAFE_INTEGER)
  const acceptedAt = Date.now()
  await sim.accept(call.reservationSid)
  // No request goes to the simulator meanwhile: on two cores every request would show in the answer.
  await pause(500)
  const isMade = async () => (await sim.journal(last)).entries.find(({ change }) => change === 'stream.created')
  const made = await until('a stream is made', isMade, { everyMs: 500 })
  await sim.hangUp(call.taskSid)
  return Date.parse(made.at) - acceptedAt
}

async function thousand(sim: Sim, staff: Staff, { serverUrl }: Stack) {
  const startedAt = Date.now()
  const entries: Entry[] = []
  let { last } = await sim.journal(Number.MAX_SAFE_INTEGER)
  // The journal is bounded, so it is read as it grows.
  const read = async () => {
    const news = await sim.journal(last)
    last = news.last
    entries.push(...news.entries.filter(({ kind }) => kind === 'change'))
  }
  let next = 0
  let isOver = false
  const line = async () => {
    for (let n = next++; n < calls; n = next++) await playCall(sim, staff, n, serverUrl)
  }
  const reading = (async () => {
    while (!isOver) {
      await read()
      await pause(2_000)
    }
  })()
  await Promise.all(Array.from({ length: atOnce }, line))
  const isDone = () => {
    const { stillAlone, leftRunning } = whatWentWrong(entries)
    return stillAlone === 0 && leftRunning === 0
  }
  // Leftovers show in the figures, not as an error.
  await until('nobody is left', async () => isDone(), { withinMs: 120_000, everyMs: 3_000 }).catch(() => false)
  isOver = true
  await reading
  const { cutOff, doubled, aloneMs, outsideMs, stillAlone, leftRunning } = whatWentWrong(entries)
  return {
    calls,
    seconds: Math.round((Date.now() - startedAt) / 1000),
    endedWrongly: cutOff,
    alone: stillAlone + aloneMs.filter((ms) => ms > 10_000).length,
    doubled,
    leftRunning,
    aloneMs: { ...spread(aloneMs), target: { max: 10_000 } },
    outsideMs: { ...spread(outsideMs), target: { max: 5_000 } },
  }
}
