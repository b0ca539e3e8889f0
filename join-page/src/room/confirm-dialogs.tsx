import { useApp } from '../app-context.ts'
import { Button } from '../ui/button.tsx'
import { ConfirmDialog } from './confirm-dialog.tsx'
import { useRoomUi } from './room-ui.ts'
import { useCommand } from './use-command.ts'

type Closing = { readonly onClose: () => void }

const leads = { agent: 'leaveAgentLead', customer: 'leaveLead', supervisor: 'leftAgentLead' } as const

/** Asks before leaving. Offers agents to end the call instead. */
export function LeaveDialog({ onClose }: Closing) {
  const { dispatch, journey, texts } = useApp()
  const { dialog } = useRoomUi()
  const t = texts.value
  const role = journey.value.server?.role ?? 'customer'
  const isAgent = role === 'agent'
  const end = () => {
    dialog.value = 'end'
  }
  return (
    <ConfirmDialog
      title={t.leaveTitle}
      lead={t[leads[role]]}
      action="leave-confirm"
      yes={t.leave}
      onConfirm={() => dispatch({ type: 'leave.pressed' })}
      onClose={onClose}
    >
      {isAgent && (
        <Button action="end" onClick={end}>
          {t.end}
        </Button>
      )}
    </ConfirmDialog>
  )
}

/** Ends the call for both. The page moves on when the room ends. */
export function EndDialog({ onClose }: Closing) {
  const t = useApp().texts.value
  const { send, busy } = useCommand()
  return (
    <ConfirmDialog
      title={t.endTitle}
      lead={t.endLead}
      action="end-confirm"
      yes={t.endConfirm}
      isBusy={busy === 'end'}
      onConfirm={() => void send('end').then(onClose)}
      onClose={onClose}
    />
  )
}

/** Removes the customer from the call, after a confirmation. */
export function RemoveDialog({ onClose }: Closing) {
  const t = useApp().texts.value
  const { send, busy } = useCommand()
  return (
    <ConfirmDialog
      title={t.removeTitle}
      lead={t.removeLead}
      action="remove-confirm"
      yes={t.removeConfirm}
      isBusy={busy === 'remove'}
      onConfirm={() => void send('remove', { is: 'customer-removed' }).then(onClose)}
      onClose={onClose}
    />
  )
}
