import { useSignal } from '@preact/signals'
import type { HistoryReport } from '../../../src/projections/history.ts'
import { useApp, useTexts } from '../app-context.ts'
import { ask } from '../server/ask.ts'
import { useRequest } from '../ui/use-request.ts'
import { totalOf } from './figures.ts'
import { Plots } from './plots.tsx'
import { Totals } from './totals.tsx'

const choices = [1, 7, 30, 90] as const

/** Statistics of the last hours to months. Every event is counted once, and counts are kept for 90 days. */
export function NumbersPage() {
  const { session } = useApp()
  const texts = useTexts()
  const days = useSignal<(typeof choices)[number]>(1)
  const found = useRequest(async () => {
    const answer = await ask<HistoryReport>({ session, path: `/numbers?days=${days.value}` })
    return answer.ok ? answer.body : undefined
  }, [days.value])
  return (
    <main class="page" data-page="numbers">
      <h1>{texts.numbers}</h1>
      <form class="controls" onSubmit={(event) => event.preventDefault()}>
        <label class="field">
          {texts.days}
          <select
            data-action="days"
            value={String(days.value)}
            onChange={({ currentTarget }) => {
              days.value = choices.find((each) => String(each) === currentTarget.value) ?? 1
            }}
          >
            {choices.map((each) => (
              <option key={each} value={String(each)}>
                {texts[`days.${each}`]}
              </option>
            ))}
          </select>
        </label>
      </form>
      {found.is === 'asking' && <p>{texts.loading}</p>}
      {found.is === 'failed' && <p role="alert">{texts.noConnection}</p>}
      {found.is === 'there' && <Found history={found.it} />}
    </main>
  )
}

function Found({ history }: { readonly history: HistoryReport }) {
  const texts = useTexts()
  const total = totalOf(history)
  if (Object.keys(total).length === 0) return <p class="empty">{texts.nothingCounted}</p>
  return (
    <>
      <Totals total={total} />
      <Plots history={history} total={total} />
    </>
  )
}
