import type { TimelineEntry } from '../../src/engine/timeline.ts'

/** One readable line: the time since the start, the event, and its result. */
export function shortly(line: TimelineEntry, start: number): string {
  const { about, effects, refusal, after } = line
  const detail = [about['command'], about['how'], about['step'], about['timer'], about['effect'], about['code']]
  const parts = [
    `+${((line.received - start) / 1000).toFixed(1)} s`,
    line.type,
    ...detail.filter((each) => each !== undefined).map(String),
    ...(after ? [`→ ${after['state']}`] : []),
    ...(effects.length > 0 ? [`[${effects.map(({ type }) => type).join(' ')}]`] : []),
    ...(refusal ? [`refused: ${refusal}`] : []),
  ]
  return parts.join(' ')
}

/** Each state of the video, with the event that led to it. */
const states = (lines: readonly TimelineEntry[]) =>
  lines.flatMap(({ before, after, type }) =>
    after && after['state'] !== before?.['state'] ? [{ state: String(after['state']), by: type }] : [],
  )

/** Counts equal refusals in a row once: a waiting page asks repeatedly, and how often is chance. */
const refusals = (lines: readonly TimelineEntry[]) =>
  lines
    .flatMap(({ refusal, type }) => (refusal ? [`${type} refused: ${refusal}`] : []))
    .filter((each, i, all) => each !== all[i - 1])

/** How often each kind of effect occurs. */
function asked(lines: readonly TimelineEntry[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { type } of lines.flatMap(({ effects }) => effects)) counts.set(type, (counts.get(type) ?? 0) + 1)
  return counts
}

/**
 * Describes the first difference between two timelines in a sentence. Compares only what does not depend on the order
 * of two answers: the states in order, the refusals in order, and the kinds of effects. How often a task is written
 * does depend on it.
 * @returns undefined if there is no difference
 */
export function firstDifference(
  recorded: readonly TimelineEntry[],
  replayed: readonly TimelineEntry[],
): string | undefined {
  const [then, now] = [states(recorded), states(replayed)]
  for (let i = 0; i < Math.max(then.length, now.length); i += 1) {
    if (then[i]?.state === now[i]?.state) continue
    const before = i === 0 ? 'At first' : `After "${then[i - 1]?.state}"`
    return `${before} the recording comes to ${named(then[i])}, the replay to ${named(now[i])}.`
  }
  const [refused, refusedNow] = [refusals(recorded), refusals(replayed)]
  const at = refused.findIndex((each, i) => each !== refusedNow[i])
  if (at >= 0 || refused.length !== refusedNow.length) {
    const i = at >= 0 ? at : refused.length
    return `The recording has "${refused[i] ?? 'no refusal'}", the replay "${refusedNow[i] ?? 'no refusal'}".`
  }
  const [wanted, wantedNow] = [asked(recorded), asked(replayed)]
  for (const type of new Set([...wanted.keys(), ...wantedNow.keys()])) {
    const [count = 0, countNow = 0] = [wanted.get(type), wantedNow.get(type)]
    if (type !== 'task.annotate' && count !== countNow) {
      return `${type} is asked for ${count} times in the recording, ${countNow} times in the replay.`
    }
  }
  return undefined
}

const named = (step: { readonly state: string; readonly by: string } | undefined): string =>
  step ? `"${step.state}" (${step.by})` : 'its end'
