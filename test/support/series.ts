import { Registry } from 'prom-client'
import type { TimelineEntry } from '../../src/engine/timeline.ts'
import { createDecisionMetrics } from '../../src/metrics/decision-metrics.ts'

/** The series of `/metrics` that have values after a process saved these entries, by name. */
export async function seriesAfter(...entries: readonly TimelineEntry[]): Promise<ReadonlyMap<string, number>> {
  const registry = new Registry()
  const count = createDecisionMetrics(registry, (problem) => {
    throw problem
  })
  for (const entry of entries) count(entry)
  const lines = (await registry.metrics()).split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))]))
}
