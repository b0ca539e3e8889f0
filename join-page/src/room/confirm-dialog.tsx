import type { ComponentChildren } from 'preact'
import { useApp } from '../app-context.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'

type Asked = {
  readonly title: string
  readonly lead: string
  /** The verb of the button that does it, and its word. */
  readonly action: string
  readonly yes: string
  readonly isBusy?: boolean
  readonly onConfirm: () => void
  readonly onClose: () => void
  /** Another way out, between yes and no. */
  readonly children?: ComponentChildren
}

/** A slip of the thumb must not end a call that somebody waited for. */
export function ConfirmDialog({ title, lead, action, yes, isBusy = false, onConfirm, onClose, children }: Asked) {
  const t = useApp().texts.value
  const actions = (
    <>
      <Button action={action} kind="danger" isBusy={isBusy} onClick={onConfirm}>
        {yes}
      </Button>
      {children}
      <Button action="stay" onClick={onClose}>
        {t.leaveStay}
      </Button>
    </>
  )
  return (
    <Dialog title={title} onClose={onClose} actions={actions}>
      <p>{lead}</p>
    </Dialog>
  )
}
