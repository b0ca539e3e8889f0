import { useSignal } from '@preact/signals'
import { useApp } from '../app-context.ts'
import { Announced } from '../ui/announced.tsx'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { useAfter } from '../ui/use-after.ts'
import { qualityWord } from './quality-words.ts'

/** Milliseconds of a weak connection before the banner appears: a short disturbance ends before anybody has read it. */
const lasting = 8_000

/**
 * Offers to stop the camera in favour of the sound. The participant decides, because the video may matter more to them.
 */
export function WeakBanner() {
  const { call, media } = useApp()
  const isDeclined = useSignal(false)
  const { me, is } = call.view.value
  const isWeak = is === 'in' && qualityWord(me?.quality) === 'very-weak' && 'track' in media.camera.value
  return isWeak && !isDeclined.value ? <Offer isDeclined={isDeclined} /> : null
}

function Offer({ isDeclined }: { readonly isDeclined: { value: boolean } }) {
  const { media, texts } = useApp()
  const t = texts.value
  if (!useAfter(lasting)) return null
  const decline = () => {
    isDeclined.value = true
  }
  const actions = (
    <>
      <Button action="camera-off" onClick={() => media.turnOff('camera')}>
        {t.cameraStop}
      </Button>
      <Button action="dismiss" kind="quiet" icon="close" isLabelHidden class="notice-close" onClick={decline}>
        {t.dismiss}
      </Button>
    </>
  )
  return (
    <Notice tone="warning" title={t.weakTitle} actions={actions}>
      {t.weakLead}
      <Announced text={`${t.weakTitle}. ${t.weakLead}`} />
    </Notice>
  )
}
