export type Meter = {
  add(value: number): void
  readonly read: () => { readonly mean: number; readonly least: number; readonly most: number } | undefined
}

/** Computes mean and extremes of values without storing them. */
export function createMeter(): Meter {
  let count = 0
  let sum = 0
  let least = Number.POSITIVE_INFINITY
  let most = Number.NEGATIVE_INFINITY
  return {
    add(value) {
      count += 1
      sum += value
      least = Math.min(least, value)
      most = Math.max(most, value)
    },
    read: () => (count > 0 ? { mean: sum / count, least, most } : undefined),
  }
}
