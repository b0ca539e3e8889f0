import { fill } from '../../../../client-shared/fill.ts'
import { useApp } from '../../app-context.ts'
import type { Source } from '../../media/model.ts'
import { platformOf } from '../../media/platform.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { troubleTitles } from './help-steps.ts'
import { TrackVideo } from './track-video.tsx'

type PreviewProps = {
  /** The preview in the settings, which tests must not confuse with the first. */
  readonly isSecond?: boolean
  readonly isSmall?: boolean
}

/** What the others will see, or the reason why they will not. */
export function Preview({ isSecond = false, isSmall = false }: PreviewProps) {
  const { media, texts } = useApp()
  const t = texts.value
  const source = media.camera.value
  const { system } = platformOf(navigator)
  // A computer's cameras have no front and rear; the settings list them by name.
  const isHandheld = system === 'ios' || system === 'android'
  const canFlip = isHandheld && media.devices.value.cameras.length > 1 && 'track' in source && !isSmall
  return (
    <div class={isSmall ? 'preview preview-small' : 'preview'} data-state={source.is}>
      {'track' in source && (
        <TrackVideo track={source.track} label={t.yourPicture} {...(!isSecond && { hook: 'preview' as const })} />
      )}
      {source.is !== 'on' && <PreviewWords source={source} />}
      {canFlip && (
        <Button action="flip" class="preview-flip" icon="flip" isLabelHidden onClick={() => void media.flip()}>
          {t.turnCamera}
        </Button>
      )}
    </div>
  )
}

function PreviewWords({ source }: { readonly source: Source }) {
  const { media, texts } = useApp()
  const t = texts.value
  switch (source.is) {
    case 'asking':
      return (
        <div class="preview-words">
          <span class="spinner" aria-hidden="true" />
          <p>{t.cameraStarting}</p>
          <p class="preview-hint">{t.cameraStartingHint}</p>
        </div>
      )
    case 'interrupted':
      return (
        <div class="preview-words preview-paused">
          <p>{t.cameraPaused}</p>
          <Button action="resume" kind="primary" onClick={() => void media.resume()}>
            {t.resume}
          </Button>
        </div>
      )
    default:
      return (
        <div class="preview-words">
          <Icon name="camera-off" />
          <p>{source.is === 'failed' ? fill(t[troubleTitles[source.why]], { what: t.camera }) : t.cameraOff}</p>
        </div>
      )
  }
}
