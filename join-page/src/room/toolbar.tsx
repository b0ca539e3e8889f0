import { useApp } from '../app-context.ts'
import { Button } from '../ui/button.tsx'
import { useAgentTools } from './agent-tools.ts'
import { type Control, controlsOf } from './controls.ts'
import { useOwnTools } from './own-tools.ts'
import { useRoomUi } from './room-ui.ts'
import type { Tool } from './tool.ts'
import { useSituation } from './use-situation.ts'

/** All tools by name. `controlsOf` decides which are shown, and where. */
export function useTools(): Readonly<Record<Control, Tool>> {
  return { ...useOwnTools(), ...useAgentTools() }
}

/** The buttons of the call, always in the same place and order. */
export function Toolbar() {
  const { texts } = useApp()
  const { dialog } = useRoomUi()
  const tools = useTools()
  const { bar } = controlsOf(useSituation())
  return (
    <section class="toolbar" aria-label={texts.value.callControls}>
      {bar.map((control) => {
        const { icon, label, look, isBusy = false, opens, press } = tools[control]
        return (
          <Button
            key={control}
            action={control}
            kind="quiet"
            class={look ? `tool tool-${look}` : 'tool'}
            icon={icon}
            isBusy={isBusy}
            {...(opens && { opens: { what: opens, isOpen: dialog.value === control } })}
            onClick={press}
          >
            {label}
          </Button>
        )
      })}
    </section>
  )
}
