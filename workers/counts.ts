import type { Count, Counted, GaveUp } from '../src/engine/history.ts'
import type { TimelineEntry } from '../src/engine/timeline.ts'

/**
 * Returns what one timeline entry adds to the counts. Only the difference between before and after counts, so late
 * events complete what was counted, and all entries of an escalation add up to its final figures.
 */
export function countsOf(entry: TimelineEntry): Counted {
  const failures = failureIn(entry)
  const failed = failures.map(({ effect, code }): Count => hour(entry, `failed ${effect}${code ? ` ${code}` : ''}`, 1))
  return { counts: [...videoCounts(entry), ...failed], failures }
}

type Words = Readonly<Record<string, string | number | boolean>>

function videoCounts(entry: TimelineEntry): readonly Count[] {
  const { after } = entry
  if (entry.feature !== 'video-escalation' || !after) return []
  // The conversation's next escalation starts from nothing.
  const before: Words = entry.before?.['id'] === after['id'] ? (entry.before ?? {}) : {}
  const isNew = (field: string) => before[field] === undefined && after[field] !== undefined
  const grown = (field: string) => number(after[field]) - number(before[field])
  const noShow = (words: Words) => (words['endedAt'] !== undefined && words['joined'] === false ? 1 : 0)
  const hours: readonly (readonly [string, number])[] = [
    ['started', isNew('id') ? 1 : 0],
    ['joined', isNew('joinedAt') ? 1 : 0],
    [
      'join-seconds',
      isNew('joinedAt') ? Math.max(0, seconds(number(after['joinedAt']) - number(after['startedAt']))) : 0,
    ],
    ['ended', isNew('endedAt') ? 1 : 0],
    ['no-show', noShow(after) - noShow(before)],
    ...reason(before, -1),
    ...reason(after, 1),
    [`stars ${after['stars']}`, isNew('stars') ? 1 : 0],
    ...spent.map((kind): [string, number] => [kind, grown(`${kind}Seconds`)]),
  ]
  const worker = after['workerSid']
  const agents =
    typeof worker === 'string' ? spent.map((kind) => [`${worker} ${kind}`, grown(`${kind}Seconds`)] as const) : []
  return [
    ...joined(hours).map(([field, n]) => hour(entry, field, n)),
    ...joined(agents).map(([field, n]): Count => ({ ...hour(entry, field, n), of: 'agent' })),
  ]
}

const spent = ['used', 'solo', 'idle', 'late'] as const

/** An earlier cause may arrive later and replaces the counted one. Its detail is not counted. */
function reason(words: Words, n: number): readonly (readonly [string, number])[] {
  const text = words['reason']
  return typeof text === 'string' ? [[`reason ${text.split(':')[0]}`, n]] : []
}

function failureIn({ type, about, feature, key, received, after }: TimelineEntry): readonly GaveUp[] {
  const { effect, code } = about
  if (type !== 'effect.failed' || typeof effect !== 'string') return []
  const id = after?.['id']
  return [
    {
      at: received,
      feature,
      key,
      effect,
      ...(typeof code === 'number' && { code }),
      ...(typeof id === 'string' && { about: id }),
    },
  ]
}

const hour = ({ received }: TimelineEntry, field: string, n: number): Count => ({ of: 'hour', at: received, field, n })

/** Adds up each field, and drops sums of zero. */
function joined(rows: readonly (readonly [string, number])[]): readonly (readonly [string, number])[] {
  const sums = new Map<string, number>()
  for (const [field, n] of rows) sums.set(field, (sums.get(field) ?? 0) + n)
  return [...sums].filter(([, n]) => n !== 0)
}

const number = (value: unknown) => (typeof value === 'number' ? value : 0)
const seconds = (ms: number) => Math.round(ms / 1000)
