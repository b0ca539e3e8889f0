import { SettingsDialog } from '../screens/devices/settings-dialog.tsx'
import { BackgroundDialog } from './background-dialog.tsx'
import { EndDialog, LeaveDialog, RemoveDialog } from './confirm-dialogs.tsx'
import { MoreDialog } from './more-dialog.tsx'
import { useRoomUi } from './room-ui.ts'
import { TroubleDialog } from './trouble-dialog.tsx'

/** Renders the open dialog, if any. */
export function Dialogs() {
  const { dialog } = useRoomUi()
  const close = () => {
    dialog.value = undefined
  }
  switch (dialog.value) {
    case undefined:
      return null
    case 'leave':
      return <LeaveDialog onClose={close} />
    case 'more':
      return <MoreDialog onClose={close} />
    case 'settings':
      return <SettingsDialog onClose={close} />
    case 'background':
      return <BackgroundDialog onClose={close} />
    case 'end':
      return <EndDialog onClose={close} />
    case 'remove':
      return <RemoveDialog onClose={close} />
    case 'trouble':
      return <TroubleDialog onClose={close} />
  }
}
