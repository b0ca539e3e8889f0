import { useApp } from '../../app-context.ts'
import { levelOf } from '../../media/level.ts'
import { Announced } from '../../ui/announced.tsx'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'

/** Says that the microphone is on but delivers no sound, so that the problem is found before the call. */
export function SilentHint({ openSettings }: { readonly openSettings: () => void }) {
  const { media } = useApp()
  const source = media.microphone.value
  return source.is === 'on' ? <Hint track={source.track} openSettings={openSettings} /> : null
}

function Hint({ track, openSettings }: { readonly track: MediaStreamTrack; readonly openSettings: () => void }) {
  const { texts } = useApp()
  const t = texts.value
  if (!levelOf(track).isSilent.value) return null
  const choose = (
    <Button action="settings" onClick={openSettings}>
      {t.silentChoose}
    </Button>
  )
  return (
    <Notice tone="warning" icon="mic-off" title={t.silentTitle} actions={choose}>
      {t.silentHint}
      <Announced text={`${t.silentTitle}. ${t.silentHint}`} />
    </Notice>
  )
}
