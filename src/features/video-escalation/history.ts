import type { TimelineEntry } from '../../engine/timeline.ts'
import type { Count } from '../../projections/history.ts'

type Words = Readonly<Record<string, string | number | boolean>>

/** What one timeline entry of a video adds to the supervisor's numbers of its hour, and of its day's agents. */
export function historyOf(entry: TimelineEntry): readonly Count[] {
  const { after } = entry
  if (!after) return []
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

const hour = ({ received }: TimelineEntry, field: string, n: number): Count => ({ of: 'hour', at: received, field, n })

/** Adds up each field, and drops sums of zero. */
function joined(rows: readonly (readonly [string, number])[]): readonly (readonly [string, number])[] {
  const sums = new Map<string, number>()
  for (const [field, n] of rows) sums.set(field, (sums.get(field) ?? 0) + n)
  return [...sums].filter(([, n]) => n !== 0)
}

const number = (value: unknown) => (typeof value === 'number' ? value : 0)
const seconds = (ms: number) => Math.round(ms / 1000)
