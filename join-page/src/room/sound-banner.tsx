import { useApp } from '../app-context.ts'
import { Announced } from '../ui/announced.tsx'
import { Button } from '../ui/button.tsx'
import { useRoomUi } from './room-ui.ts'

/** The button that starts the sound, if the browser plays none before a press. */
export function SoundBanner() {
  const { texts } = useApp()
  const { refused } = useRoomUi()
  const t = texts.value
  if (refused.value.size === 0) return null
  const play = () => {
    const all = refused.value
    refused.value = new Set()
    for (const element of all)
      element.play().catch(() => {
        refused.value = new Set([...refused.value, element])
      })
  }
  return (
    <div class="wide-banner">
      <p>{t.soundRefused}</p>
      <Button action="sound" kind="primary" icon="speaker" onClick={play}>
        {t.turnOnSound}
      </Button>
      <Announced text={`${t.soundRefused}. ${t.turnOnSound}`} isUrgent />
    </div>
  )
}
