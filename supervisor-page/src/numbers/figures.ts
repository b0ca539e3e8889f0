import type { Bucket, HistoryReport } from '../../../src/projections/history.ts'

type Counts = Bucket['counts']

/** Adds up all buckets. */
export function totalOf({ buckets }: Pick<HistoryReport, 'buckets'>): Counts {
  const total: Record<string, number> = {}
  for (const { counts } of buckets)
    for (const [field, n] of Object.entries(counts)) total[field] = (total[field] ?? 0) + n
  return total
}

/** Lists the counts of one kind (`reason task-closed`, `reason budget`, …) by name, the largest first. */
export const under = (counts: Counts, kind: string): readonly (readonly [name: string, n: number])[] =>
  Object.entries(counts)
    .filter(([field, n]) => field.startsWith(`${kind} `) && n > 0)
    .map(([field, n]) => [field.slice(kind.length + 1), n] as const)
    .sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))

/** Undefined if `n` is 0 or missing. */
export const averageOf = (sum: number | undefined, n: number | undefined): number | undefined =>
  n ? (sum ?? 0) / n : undefined

export function averageStars(counts: Counts): number | undefined {
  const all = under(counts, 'stars')
  const n = all.reduce((sum, [, each]) => sum + each, 0)
  return averageOf(
    all.reduce((sum, [stars, each]) => sum + Number(stars) * each, 0),
    n,
  )
}

/** Splits the participant minutes: with both sides there, one side alone, and after the end. */
export function minutesIn(counts: Counts) {
  const minutes = (field: string) => (counts[field] ?? 0) / 60
  const [used, solo, late] = [minutes('used'), minutes('solo'), minutes('late')]
  return { used, both: Math.max(0, used - solo - late), solo, late, idle: minutes('idle') }
}

/** Participant minutes by worker, the largest first. */
export const agentsIn = ({
  agents,
}: Pick<HistoryReport, 'agents'>): readonly (readonly [worker: string, minutes: number])[] =>
  Object.entries(agents)
    .filter(([field, n]) => field.endsWith(' used') && n > 0)
    .map(([field, n]) => [field.split(' ')[0] ?? '', n / 60] as const)
    .sort((a, b) => b[1] - a[1])
