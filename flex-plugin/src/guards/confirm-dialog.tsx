import * as React from 'react'
import type { App } from '../app.ts'
import { useValue } from '../state/use-value.ts'

/** The browser's own modal dialog: it is above all of Flex, traps the focus and returns it. */
export function ConfirmDialog({ app }: { readonly app: App }) {
  const question = useValue(app.asking)
  const dialog = React.useRef<HTMLDialogElement>(null)
  // At once and not after the next paint: until then Escape would do nothing.
  React.useLayoutEffect(() => {
    const element = dialog.current
    if (!question || !element) return
    // Escape closes the dialog, and React 17 does not report that.
    const close = () => question.answer(false)
    element.addEventListener('close', close)
    if (!element.open) element.showModal()
    return () => element.removeEventListener('close', close)
  }, [question])
  if (!question) return null
  const { title, text, yes, answer } = question
  return (
    <dialog
      ref={dialog}
      className="escalate-dialog"
      role="alertdialog"
      aria-labelledby="escalate-question"
      aria-describedby="escalate-question-text"
      data-testid="escalate-dialog"
    >
      <h2 id="escalate-question">{title}</h2>
      <p id="escalate-question-text">{text}</p>
      <div className="escalate-row">
        {/* The harmless choice comes first and has the focus. */}
        <button type="button" onClick={() => answer(false)}>
          {app.say('stay')}
        </button>
        <button type="button" className="escalate-yes" onClick={() => answer(true)}>
          {yes}
        </button>
      </div>
    </dialog>
  )
}
