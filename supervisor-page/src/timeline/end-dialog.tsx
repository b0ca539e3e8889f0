import { useSignal } from '@preact/signals'
import { useLayoutEffect, useRef } from 'preact/hooks'
import type { EndReason } from '../../../webhooks/supervisor/api.ts'
import { useApp, useTexts } from '../app-context.ts'
import { ask } from '../server/ask.ts'
import { refusalText, wordOf } from '../texts/word.ts'

// Repeats the server's list (webhooks/supervisor/api.ts), because a page imports only types from the server.
const reasons: Readonly<Record<EndReason, true>> = {
  'customer-asked': true,
  'agent-asked': true,
  technical: true,
  abuse: true,
  stuck: true,
  other: true,
}

type Props = { readonly id: string; readonly close: () => void }

/** Asks for a reason before it ends a call for everybody. */
export function EndDialog({ id, close }: Props) {
  const { session } = useApp()
  const texts = useTexts()
  const dialog = useRef<HTMLDialogElement>(null)
  const because = useSignal('')
  const problem = useSignal('')
  const isAsking = useSignal(false)
  // At once and not after the next paint: until then Esc would do nothing.
  useLayoutEffect(() => dialog.current?.showModal(), [])

  async function end(event: Event): Promise<void> {
    event.preventDefault()
    if (isAsking.value) return
    isAsking.value = true
    const answer = await ask({ session, path: `/escalations/${id}/end`, json: { because: because.value } })
    isAsking.value = false
    if (answer.ok) close()
    else problem.value = refusalText(texts, answer.problem.code)
  }

  return (
    <dialog ref={dialog} class="dialog" aria-labelledby="end-title" onClose={close}>
      <form onSubmit={end}>
        <h2 id="end-title">{texts.endTitle}</h2>
        <p>{texts.endLead}</p>
        <label class="field">
          {texts.endReason}
          <select
            required
            data-action="because"
            value={because.value}
            onChange={({ currentTarget }) => {
              because.value = currentTarget.value
            }}
          >
            <option value="">{texts.endChoose}</option>
            {Object.keys(reasons).map((each) => (
              <option key={each} value={each}>
                {wordOf(texts, 'why', each)}
              </option>
            ))}
          </select>
        </label>
        <p role="alert">{problem.value}</p>
        <div class="actions">
          <button type="submit" class="button danger" data-action="end-now">
            {texts.endNow}
          </button>
          <button type="button" class="button" data-action="cancel" onClick={() => dialog.current?.close()}>
            {texts.cancel}
          </button>
        </div>
      </form>
    </dialog>
  )
}
