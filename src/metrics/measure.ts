import { Counter, Histogram, type Registry } from 'prom-client'
import { type Labels, labelOf } from './exposition.ts'

/** A metric of what happens in a process. Only a histogram has limits of its buckets. */
export type Measure = {
  readonly help: string
  readonly labels?: readonly string[]
  readonly buckets?: readonly number[]
}
export type Measures = Readonly<Record<string, Measure>>

/** Adds to a counter, or one observation in a histogram. */
export type Observation = { readonly name: string; readonly value: number; readonly labels?: Labels }

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
