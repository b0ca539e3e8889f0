import type { Change } from './change.ts'

/** What to change, and what stands in the way of it: each a sentence with what to do about it. */
export type Plan = { readonly changes: readonly Change[]; readonly refusals: readonly string[] }
export type Choice = {
  /** Whoever holds a place that there is only one of loses it. */
  readonly isReplacing: boolean
}

export const nothing: Plan = { changes: [], refusals: [] }
export const changing = (change: Change): Plan => ({ changes: [change], refusals: [] })
export const refusing = (refusal: string): Plan => ({ changes: [], refusals: [refusal] })

/** What is there stays, and what is missing comes behind it. */
export const joined = (there: readonly string[], wanted: readonly string[]): readonly string[] => [
  ...there,
  ...missing(there, wanted),
]
export const missing = (there: readonly string[], wanted: readonly string[]): readonly string[] =>
  wanted.filter((each) => !there.includes(each))
