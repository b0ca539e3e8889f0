import { useSignal } from '@preact/signals'
import { fill } from '../../../client-shared/fill.ts'
import { useApp, useTexts } from '../app-context.ts'
import { BoardControls } from './board-controls.tsx'
import { BoardTable } from './board-table.tsx'
import { arranged, firstView, type View } from './rules.ts'

/** The rows shown at first. Rows that need attention come first; a button or a filter shows the rest. */
const pageSize = 100

/** All live escalations, and those that ended in the last minutes. */
export function BoardPage() {
  const { board } = useApp()
  const texts = useTexts()
  const view = useSignal<View>(firstView)
  const most = useSignal(pageSize)
  const rows = board.rows.value
  if (!rows)
    return (
      <main class="page" data-page="board">
        <h1>{texts.board}</h1>
        <p>{texts.loading}</p>
      </main>
    )
  const all = arranged(rows.values(), view.value, board.now.value)
  const shown = all.slice(0, most.value)
  return (
    <main class="page" data-page="board">
      <h1>{texts.board}</h1>
      <BoardControls view={view} states={[...new Set([...rows.values()].map(({ state }) => state))].sort()} />
      <p class="hint">
        {fill(texts.shown, { shown: shown.length, all: all.length })} · {texts.minutesHint}
      </p>
      {all.length === 0 ? <p class="empty">{texts.none}</p> : <BoardTable rows={shown} view={view} />}
      {all.length > shown.length && (
        <button
          type="button"
          class="button"
          data-action="more"
          onClick={() => {
            most.value += pageSize
          }}
        >
          {texts.more}
        </button>
      )}
    </main>
  )
}
