import { useApp, useTexts } from '../app-context.ts'

type Props = { readonly title: string; readonly rows: readonly (readonly [name: string, n: number])[] }

/** Names with counts, and bars relative to the largest. Screen readers read the names and counts only. */
export function Ranking({ title, rows }: Props) {
  const texts = useTexts()
  const { format } = useApp().language.value
  const most = Math.max(1, ...rows.map(([, n]) => n))
  return (
    <section class="plot" aria-label={title}>
      <h2>{title}</h2>
      {rows.length === 0 && <p class="empty">{texts.nothingCounted}</p>}
      <ul class="ranking">
        {rows.map(([name, n]) => (
          <li key={name}>
            <span class="ranking-name">{name}</span>
            <svg class="ranking-bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
              <rect class="series-0" width={(n / most) * 100} height="8" rx="1" />
            </svg>
            <span class="number">{n.toLocaleString(format, { maximumFractionDigits: 1 })}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
