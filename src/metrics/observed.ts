import { type Sample, seriesOf } from './exposition.ts'

/** One observation, for every bucket: Prometheus' buckets are cumulative, and one that never was is not the same as 0. */
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
