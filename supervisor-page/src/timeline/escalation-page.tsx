import { useSignal } from '@preact/signals'
import { useApp, useTexts } from '../app-context.ts'
import { addressOf } from '../route.ts'
import { useRequest } from '../ui/use-request.ts'
import { callFigures } from './call-figures.ts'
import { CallFiguresTable } from './call-figures-table.tsx'
import { EndDialog } from './end-dialog.tsx'
import { Entries } from './entries.tsx'
import { JoinButton } from './join-button.tsx'
import { readTimeline, saveAs } from './read-timeline.ts'
import { Summary } from './summary.tsx'

/** One escalation: its current state, its timeline, and the button that ends it. */
export function EscalationPage({ id }: { readonly id: string }) {
  const { board, session, start } = useApp()
  const texts = useTexts()
  const requests = useSignal(0)
  const isEnding = useSignal(false)
  const row = [...(board.rows.value?.values() ?? [])].find((each) => each.id === id)
  // Reads the timeline again whenever the row on the board changes.
  const timeline = useRequest(() => readTimeline(session, id), [id, row?.version, requests.value])
  const figures = timeline.is === 'there' ? callFigures(timeline.it.entries) : []
  const isOver = !row || row.outcome !== undefined || row.state === 'ending'
  return (
    <main class="page" data-page="escalation">
      <p>
        <a class="back" href={addressOf({ is: 'board' })}>
          {texts.back}
        </a>
      </p>
      <h1>{texts.escalation}</h1>
      <p class="id">{id}</p>
      {row && <Summary row={row} />}
      <div class="actions">
        {row && !isOver && start.mayJoin && <JoinButton row={row} />}
        {!isOver && (
          <button
            type="button"
            class="button danger"
            data-action="end"
            onClick={() => {
              isEnding.value = true
            }}
          >
            {texts.end}
          </button>
        )}
        <button
          type="button"
          class="button"
          data-action="export"
          disabled={timeline.is !== 'there' || timeline.it.entries.length === 0}
          onClick={() => timeline.is === 'there' && saveAs(`${id}.jsonl`, timeline.it.text)}
        >
          {texts.exportLines}
        </button>
        <button
          type="button"
          class="button"
          data-action="refresh"
          onClick={() => {
            requests.value += 1
          }}
        >
          {texts.refresh}
        </button>
      </div>
      {figures.length > 0 && <CallFiguresTable figures={figures} row={row} />}
      <h2>{texts.timeline}</h2>
      {timeline.is === 'asking' && <p>{texts.loading}</p>}
      {timeline.is === 'failed' && <p role="alert">{texts.noConnection}</p>}
      {timeline.is === 'there' && <Entries entries={timeline.it.entries} />}
      {isEnding.value && (
        <EndDialog
          id={id}
          close={() => {
            isEnding.value = false
          }}
        />
      )}
    </main>
  )
}
