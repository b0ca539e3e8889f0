import type { Labels } from './exposition.ts'

/** A metric of what happens in a process. Only a histogram has limits of its buckets. */
export type Measure = {
  readonly help: string
  readonly labels?: readonly string[]
  readonly buckets?: readonly number[]
}
export type Measures = Readonly<Record<string, Measure>>

/** Adds to a counter, or one observation in a histogram. */
export type Observation = { readonly name: string; readonly value: number; readonly labels?: Labels }

/** One observation, or none. */
export const when = (isSeen: boolean, name: string, value: number, labels: Labels = {}): readonly Observation[] =>
  isSeen ? [{ name, value, labels }] : []
