import { useApp } from '../app-context.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { controlsOf } from './controls.ts'
import { useTools } from './toolbar.tsx'
import { useSituation } from './use-situation.ts'

/** Everything the bar has no room for, as a list. On a phone it rises from below, under the thumb. */
export function MoreDialog({ onClose }: { readonly onClose: () => void }) {
  const { texts } = useApp()
  const tools = useTools()
  const { more } = controlsOf(useSituation())
  return (
    <Dialog title={texts.value.moreTitle} onClose={onClose}>
      <ul class="more-list">
        {more.map((control) => {
          const { icon, label, look, isBusy = false, press } = tools[control]
          // First closed: what a tool opens takes this dialog's place.
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
