import type { ComponentChildren } from 'preact'
import { useApp } from '../app-context.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'

type ConfirmDialogProps = {
  readonly title: string
  readonly lead: string
  /** The `data-action` of the button that confirms; its label is `yes`. */
  readonly action: string
  readonly yes: string
  readonly isBusy?: boolean
  readonly onConfirm: () => void
  readonly onClose: () => void
  /** Another button, between yes and no. */
  readonly children?: ComponentChildren
}

/** Asks for confirmation, so that a wrong tap does not end a call. */
export function ConfirmDialog({
  title,
  lead,
  action,
  yes,
  isBusy = false,
  onConfirm,
  onClose,
  children,
}: ConfirmDialogProps) {
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
