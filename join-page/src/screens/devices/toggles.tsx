import { useApp } from '../../app-context.ts'
import type { Kind } from '../../media/model.ts'
import { Button } from '../../ui/button.tsx'

const looks = {
  microphone: { action: 'mute', on: 'mic', off: 'mic-off' },
  camera: { action: 'camera', on: 'camera', off: 'camera-off' },
} as const

/** Switches for microphone and camera. Pressing a failed one tries it again. */
export function Toggles() {
  return (
    <div class="toggles">
      <Toggle kind="microphone" />
      <Toggle kind="camera" />
    </div>
  )
}

function Toggle({ kind }: { readonly kind: Kind }) {
  const { media, texts } = useApp()
  const { is } = media[kind].value
  const { action, on, off } = looks[kind]
  const isOn = is === 'on' || is === 'interrupted' || is === 'asking'
  const press = () => (isOn ? media.turnOff(kind) : void media.turnOn(kind))
  return (
    <Button action={action} class="toggle" icon={isOn ? on : off} isPressed={isOn} onClick={press}>
      {texts.value[kind]}
    </Button>
  )
}
