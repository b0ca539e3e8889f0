import { Counter, Histogram, type Registry } from 'prom-client'
import { type Labels, labelOf } from './exposition.ts'
import type { Measures, Observation } from './measure.ts'

/** Registers measures. @returns a function that counts an observation. Labels that could be ids become `other`. */
export function createMeasures(registry: Registry, measures: Measures): (observation: Observation) => void {
  const registers = [registry]
  const counts = new Map(
    Object.entries(measures).map(([name, { help, labels = [], buckets }]) => {
      const terms = { name, help, labelNames: [...labels], registers }
      if (buckets) {
        const histogram = new Histogram({ ...terms, buckets: [...buckets] })
        return [name, (found: Labels, value: number) => histogram.observe(found, value)] as const
      }
      const counter = new Counter(terms)
      return [name, (found: Labels, value: number) => counter.inc(found, value)] as const
    }),
  )
  return ({ name, value, labels = {} }) => {
    const found = Object.entries(labels).map(([label, text]) => [label, labelOf(text)])
    counts.get(name)?.(Object.fromEntries(found), value)
  }
}
