import { useEffect } from 'preact/hooks'
import { useApp } from '../app-context.ts'
import { Help } from '../screens/devices/help.tsx'
import { useTroubles } from '../screens/devices/use-troubles.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'

/** Help for a camera or microphone that did not start. Closes by itself as soon as they work. */
export function TroubleDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useApp().texts.value
  const troubles = useTroubles()
  const isOver = troubles.length === 0
  useEffect(() => {
    if (isOver) onClose()
  }, [isOver])
  const close = (
    <Button action="done" kind="primary" onClick={onClose}>
      {t.settingsDone}
    </Button>
  )
  return (
    <Dialog title={t.whatToDo} onClose={onClose} actions={close}>
      {troubles.map((trouble) => (
        <Help key={trouble.what} trouble={trouble} />
      ))}
    </Dialog>
  )
}
