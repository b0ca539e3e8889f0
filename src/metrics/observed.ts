import { type Sample, seriesOf } from './exposition.ts'

/** The samples of one observation. Every bucket gets one: buckets are cumulative, and a missing one is not 0. */
export function observed(
  name: string,
  value: number,
  limits: readonly number[],
  labels: Readonly<Record<string, string>> = {},
): readonly Sample[] {
  const bucket = (le: string, isIn: boolean): Sample => [seriesOf(`${name}_bucket`, { ...labels, le }), isIn ? 1 : 0]
  return [
    ...limits.map((limit) => bucket(String(limit), value <= limit)),
    bucket('+Inf', true),
    [seriesOf(`${name}_sum`, labels), value],
    [seriesOf(`${name}_count`, labels), 1],
  ]
}
