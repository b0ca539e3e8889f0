import type { ComponentChildren } from 'preact'
import { useId, useLayoutEffect, useRef } from 'preact/hooks'
import { useApp } from '../app-context.ts'
import { Button } from './button.tsx'

type DialogProps = {
  readonly title: string
  /** Runs on Esc, on the cross and on a click outside. The parent then removes the dialog. */
  readonly onClose: () => void
  readonly actions?: ComponentChildren
  readonly children?: ComponentChildren
}

/**
 * `{isOpen.value && <Dialog title={texts.settings} onClose={() => { isOpen.value = false }}>…</Dialog>}`. The browser's
 * own modal dialog: it traps the focus, and makes everything behind it inert. Returns the focus when it closes.
 */
export function Dialog({ title, onClose, actions, children }: DialogProps) {
  const { texts } = useApp()
  const id = useId()
  const element = useRef<HTMLDialogElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  // At once and not after the next paint: until then Esc would do nothing, and the page behind could be pressed.
  useLayoutEffect(() => {
    const dialog = element.current
    const before = document.activeElement
    // Safari before 15.4 has no modal dialogs; there the dialog is a box over the page.
    if (typeof dialog?.showModal === 'function') dialog.showModal()
    else dialog?.setAttribute('open', '')
    // Focuses the title and not the first button: the title is read out, and Enter does nothing by accident.
    heading.current?.focus()
    return () => {
      if (typeof dialog?.close === 'function') dialog.close()
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [])
  const cancel = (event: Event) => {
    event.preventDefault()
    onClose()
  }
  // A click on the dialog element itself is a click on its backdrop, because the box covers the rest.
  const click = (event: MouseEvent) => {
    if (event.target === element.current) onClose()
  }
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Esc does the same, and arrives as `cancel`.
    <dialog ref={element} class="dialog" aria-labelledby={id} onCancel={cancel} onClick={click}>
      <div class="dialog-box">
        <header class="dialog-header">
          <h2 id={id} ref={heading} tabIndex={-1}>
            {title}
          </h2>
          <Button action="close" kind="quiet" icon="close" isLabelHidden onClick={onClose}>
            {texts.value.close}
          </Button>
        </header>
        <div class="dialog-body">{children}</div>
        {actions && <footer class="dialog-actions">{actions}</footer>}
      </div>
    </dialog>
  )
}
