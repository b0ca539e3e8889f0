export type Series = { readonly name: string; readonly values: readonly number[] }
export type Bar = {
  readonly series: number
  readonly at: number
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}
type Plot = {
  readonly series: readonly Series[]
  readonly isStacked: boolean
  readonly width: number
  readonly height: number
  /** The value of a bar of full height. */
  readonly top: number
}

/** The next round number above all values: 1, 2 or 5 times a power of ten. */
export function topOf(series: readonly Series[], isStacked: boolean): number {
  const moments = Math.max(0, ...series.map(({ values }) => values.length))
  const heights = Array.from({ length: moments }, (_, at) => {
    const values = series.map((each) => each.values[at] ?? 0)
    return isStacked ? values.reduce((sum, each) => sum + each, 0) : Math.max(0, ...values)
  })
  const most = Math.max(1, ...heights)
  const noughts = 10 ** Math.floor(Math.log10(most))
  return ([1, 2, 5, 10].find((each) => each * noughts >= most) ?? 10) * noughts
}

const gap = 0.2

/** Computes the bars, stacked or side by side. Leaves out values of 0. */
export function bars({ series, isStacked, width, height, top }: Plot): readonly Bar[] {
  const moments = Math.max(1, ...series.map(({ values }) => values.length))
  const room = width / moments
  const own = (room * (1 - gap)) / (isStacked ? 1 : series.length)
  return Array.from({ length: moments }, (_, at) => at).flatMap((at) => {
    let below = 0
    return series.flatMap(({ values }, n): Bar[] => {
      const value = values[at] ?? 0
      const tall = (value / top) * height
      const x = at * room + (room * gap) / 2 + (isStacked ? 0 : n * own)
      const bar = { series: n, at, x, y: height - tall - below, width: own, height: tall }
      if (isStacked) below += tall
      return value > 0 ? [bar] : []
    })
  })
}
