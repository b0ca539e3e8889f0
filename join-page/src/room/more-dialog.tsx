import { useApp } from '../app-context.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { controlsOf } from './controls.ts'
import { useTools } from './toolbar.tsx'
import { useSituation } from './use-situation.ts'

/** The list of buttons that the bar has no room for. On a phone it opens from below, near the thumb. */
export function MoreDialog({ onClose }: { readonly onClose: () => void }) {
  const { texts } = useApp()
  const tools = useTools()
  const { more } = controlsOf(useSituation())
  return (
    <Dialog title={texts.value.moreTitle} onClose={onClose}>
      <ul class="more-list">
        {more.map((control) => {
          const { icon, label, look, isBusy = false, press } = tools[control]
          // Closes first, because a tool may open another dialog.
          const pressed = () => {
            onClose()
            press()
          }
          return (
            <li key={control}>
              <Button
                action={control}
                kind="quiet"
                class={look === 'danger' ? 'more-item more-danger' : 'more-item'}
                icon={icon}
                isBusy={isBusy}
                onClick={pressed}
              >
                {label}
              </Button>
            </li>
          )
        })}
      </ul>
    </Dialog>
  )
}
