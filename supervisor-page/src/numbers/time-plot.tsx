import { useApp, useTexts } from '../app-context.ts'
import { bars, type Series, topOf } from './bars.ts'

type Props = {
  readonly title: string
  readonly moments: readonly number[]
  readonly series: readonly Series[]
  readonly isByDay: boolean
  readonly isStacked?: boolean
}

const [width, height] = [600, 180]

/** Bars over time, as plain SVG, with the same figures in a table for users who cannot see the bars. */
export function TimePlot({ title, moments, series, isByDay, isStacked = false }: Props) {
  const texts = useTexts()
  const { format } = useApp().language.value
  const top = topOf(series, isStacked)
  const words = (at: number) =>
    new Date(at).toLocaleString(
      format,
      isByDay ? { dateStyle: 'short' } : { weekday: 'short', hour: '2-digit', minute: '2-digit' },
    )
  const figure = (n: number) => n.toLocaleString(format, { maximumFractionDigits: 1 })
  const [first = 0, last = 0] = [moments[0], moments.at(-1)]
  return (
    <section class="plot" aria-label={title}>
      <h2>{title}</h2>
      <ul class="legend">
        {series.map(({ name }, n) => (
          <li key={name}>
            <svg class="swatch" viewBox="0 0 8 8" aria-hidden="true">
              <rect class={`series-${n}`} width="8" height="8" rx="1" />
            </svg>
            {name}
          </li>
        ))}
      </ul>
      <p class="scale" aria-hidden="true">
        {figure(top)}
      </p>
      <svg class="bars" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={title}>
        <line class="grid" x1="0" x2={width} y1="0.5" y2="0.5" />
        <line class="grid" x1="0" x2={width} y1={height / 2} y2={height / 2} />
        <line class="axis" x1="0" x2={width} y1={height - 0.5} y2={height - 0.5} />
        {bars({ series, isStacked, width, height, top }).map((bar) => (
          <rect
            key={`${bar.series} ${bar.at}`}
            class={`series-${bar.series}`}
            x={bar.x}
            y={bar.y}
            width={bar.width}
            height={bar.height}
          />
        ))}
      </svg>
      <p class="ends">
        <span>{words(first)}</span>
        <span>{words(last)}</span>
      </p>
      <details>
        <summary>{texts.asTable}</summary>
        <div class="scroll">
          <table class="plain">
            <thead>
              <tr>
                <th scope="col">{texts.when}</th>
                {series.map(({ name }) => (
                  <th key={name} scope="col" class="number">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {moments.map((at, n) => (
                <tr key={at}>
                  <th scope="row">{words(at)}</th>
                  {series.map(({ name, values }) => (
                    <td key={name} class="number">
                      {figure(values[n] ?? 0)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </section>
  )
}
