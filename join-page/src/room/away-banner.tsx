import { useApp } from '../app-context.ts'
import { Announced } from '../ui/announced.tsx'
import { Button } from '../ui/button.tsx'

/**
 * Shown after a phone call took camera and microphone away: iOS gives them back only on request. One button, as wide as
 * the screen, requests them.
 */
export function AwayBanner() {
  const { media, texts } = useApp()
  const t = texts.value
  const isAway = (kind: 'camera' | 'microphone') => media[kind].value.is === 'interrupted'
  if (!isAway('camera') && !isAway('microphone')) return null
  const words = !isAway('camera')
    ? t.interruptedMicrophone
    : !isAway('microphone')
      ? t.interruptedCamera
      : t.interruptedBoth
  return (
    <div class="wide-banner">
      <p>{words}</p>
      <Button action="resume" kind="primary" onClick={() => void media.resume()}>
        {t.tapToResume}
      </Button>
      <Announced text={`${words}. ${t.tapToResume}`} isUrgent />
    </div>
  )
}
