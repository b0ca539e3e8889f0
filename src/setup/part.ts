import type { Change } from './change.ts'

/** The planned changes, and the refusals: sentences that say what is in the way and what to do about it. */
export type Plan = { readonly changes: readonly Change[]; readonly refusals: readonly string[] }
export type Choice = {
  /** Replace another consumer where Twilio allows only one. */
  readonly isReplacing: boolean
}

export const nothing: Plan = { changes: [], refusals: [] }
export const changing = (change: Change): Plan => ({ changes: [change], refusals: [] })
export const refusing = (refusal: string): Plan => ({ changes: [], refusals: [refusal] })

/** Adds missing items behind the existing ones. */
export const joined = (there: readonly string[], wanted: readonly string[]): readonly string[] => [
  ...there,
  ...missing(there, wanted),
]
export const missing = (there: readonly string[], wanted: readonly string[]): readonly string[] =>
  wanted.filter((each) => !there.includes(each))
