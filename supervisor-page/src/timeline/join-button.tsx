import { useSignal } from '@preact/signals'
import type { BoardRow } from '../../../webhooks/supervisor/board-row.ts'
import { useApp, useTexts } from '../app-context.ts'
import { ask } from '../server/ask.ts'
import { refusalText } from '../texts/word.ts'

/**
 * Joins the call in a separate window. Only shown while somebody is in the call, who then sees that a supervisor joins.
 */
export function JoinButton({ row: { id, here } }: { readonly row: BoardRow }) {
  const { session } = useApp()
  const texts = useTexts()
  const problem = useSignal('')
  const isAsking = useSignal(false)

  async function join(): Promise<void> {
    if (isAsking.value) return
    // Opened before the first await, because later the browser blocks the window as a pop-up.
    const opened = window.open('', '_blank')
    problem.value = opened ? '' : texts.joinBlocked
    if (!opened) return
    isAsking.value = true
    const answer = await ask<{ readonly url: string }>({ session, path: `/escalations/${id}/join`, json: {} })
    isAsking.value = false
    if (answer.ok) return opened.location.replace(answer.body.url)
    opened.close()
    problem.value = refusalText(texts, answer.problem.code)
  }

  if (here.agents + here.customers === 0) return null
  return (
    <>
      <button type="button" class="button" data-action="join" title={texts.joinHint} onClick={() => void join()}>
        {texts.join}
      </button>
      {problem.value && <p role="alert">{problem.value}</p>}
    </>
  )
}
