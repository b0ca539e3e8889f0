import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { connectPatient } from '../src/engine/redis.ts'
import { type TimelineEntry, timelineEntry } from '../src/engine/timeline.ts'
import { createTimelines } from '../src/engine/timelines.ts'
import { progress } from './progress.ts'
import { firstDifference, shortly } from './replay/compare.ts'
import { createPlayer, gap } from './replay/play.ts'
import { scriptOf, timersIn } from './replay/script.ts'
import { simAt } from './sim.ts'
import { type Stack, startStack } from './stack.ts'
import { until } from './until.ts'

// `npm run replay -- <timeline.jsonl> [--speed 10]`: repeats in a simulated account what people and Twilio did in a
// recorded escalation, and shows both timelines side by side. Exit code 1 if they differ.
const feature = 'video-escalation'
try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { speed: { type: 'string', default: '10' } },
  })
  const [file] = positionals
  const speed = Number(values.speed)
  if (file === undefined || !(speed > 0)) throw new Error('Usage: npm run replay -- <timeline.jsonl> [--speed 10]')
  const recorded = linesIn(file)
  const { cues, left } = scriptOf(recorded)
  if (cues[0]?.deed.is !== 'chat')
    throw new Error('The timeline does not begin with an agent who accepts: it cannot be replayed.')
  const stack = await startStack({ env: { RECONCILE_SECONDS: '600', ...timers(recorded, speed) } })
  try {
    show(recorded, await replayed(stack, recorded, speed), left)
  } finally {
    await stack.stop()
  }
} catch (problem) {
  progress.failed(problem instanceof Error ? problem.message : String(problem))
  process.exitCode = 1
}

function linesIn(file: string): readonly TimelineEntry[] {
  const rows = readFileSync(file, 'utf8')
    .split('\n')
    .filter((row) => row.trim() !== '')
  const lines = rows.map((row) => timelineEntry.parse(JSON.parse(row)))
  const other = lines.find((each) => each.feature !== feature)
  if (other) throw new Error(`Only timelines of videos can be replayed, not of ${other.feature}.`)
  return lines
}

/** Shortens the timers by the same factor. */
function timers(recorded: readonly TimelineEntry[], speed: number): Record<string, string> {
  const seen = timersIn(recorded)
  const seconds = (timer: string, usual: number) =>
    Math.max(1, Math.round((seen.get(timer) ?? usual * 1000) / 1000 / speed))
  return {
    LOST_TIMEOUT_SECONDS: String(seconds('lost', 300)),
    // A handover takes a tenth of it.
    TRANSFER_TIMEOUT_SECONDS: String(10 * seconds('handover', 30)),
  }
}

async function replayed(
  stack: Stack,
  recorded: readonly TimelineEntry[],
  speed: number,
): Promise<readonly TimelineEntry[]> {
  const { cues } = scriptOf(recorded)
  const player = createPlayer({ ...stack, sim: simAt(stack.simulatorUrl) })
  const redis = connectPatient(stack.redisUrl)
  const timelines = createTimelines(redis)
  const now = async () => {
    const key = player.conversationSid()
    const lines: TimelineEntry[] = []
    if (key !== undefined) for await (const line of timelines.of({ feature, key })) lines.push(line)
    return lines
  }
  /**
   * Waits until the replay has as many decisions as the recording had then. Otherwise the replay has diverged, and goes
   * on with what there is.
   */
  const decided = (count: number, withinMs: number) =>
    until('what was decided then', async () => (await now()).length >= count, { withinMs }).catch(() => undefined)
  try {
    let last = cues[0]?.at ?? 0
    for (const { at, after, deed } of cues) {
      await Promise.all([gap(at - last, speed), decided(after, 20_000 + (at - last) / speed)])
      last = at
      progress.doing(deed.is)
      await player.does(deed).catch((problem: unknown) => progress.failed(`${deed.is}: ${problem}`))
    }
    const rest = ((recorded.at(-1)?.received ?? last) - last) / speed
    await decided(recorded.length, 20_000 + rest)
    return await now()
  } finally {
    redis.disconnect()
  }
}

function show(recorded: readonly TimelineEntry[], now: readonly TimelineEntry[], left: readonly string[]): void {
  const side = (lines: readonly TimelineEntry[], i: number) => {
    const line = lines[i]
    return line ? shortly(line, lines[0]?.received ?? 0) : ''
  }
  const rows = Array.from({ length: Math.max(recorded.length, now.length) }, (_, i) => [
    side(recorded, i),
    side(now, i),
  ])
  const width = Math.max(...rows.map(([then = '']) => then.length), 'recorded'.length)
  say(`${'recorded'.padEnd(width)}  replayed`)
  for (const [then = '', again = ''] of rows) say(`${then.padEnd(width)}  ${again}`)
  for (const each of left) say(`Not replayed: ${each}.`)
  const difference = firstDifference(recorded, now)
  say(difference ?? 'Both tell the same story.')
  if (difference) process.exitCode = 1
}

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}
