import { useSignal } from '@preact/signals'
import type { BoardRow } from '../../../webhooks/supervisor/board-row.ts'
import { useApp, useTexts } from '../app-context.ts'
import { ask } from '../server/ask.ts'
import { refusalText } from '../texts/word.ts'

/** Comes into the call, in a window of its own. There must be somebody in it who can be told so. */
export function JoinButton({ row: { id, here } }: { readonly row: BoardRow }) {
  const { session } = useApp()
  const texts = useTexts()
  const problem = useSignal('')
  const isAsking = useSignal(false)

  async function join(): Promise<void> {
    if (isAsking.value) return
    // Opened before anything is waited for, because later the browser takes it for an advertisement.
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
