import { useApp } from '../app-context.ts'
import type { Participant } from '../call/model.ts'
import { Avatar } from './avatar.tsx'
import { Caption } from './caption.tsx'
import { Picture } from './picture.tsx'

type SelfTileProps = { readonly me: Participant; readonly fit?: 'fill' | 'fair' }

/** The user's own tile, as the others see it. The front camera is mirrored, as people know themselves from a mirror. */
export function SelfTile({ me, fit = 'fill' }: SelfTileProps) {
  const { media, texts } = useApp()
  const t = texts.value
  const source = media.camera.value
  const isFront = 'track' in source && source.track.getSettings().facingMode !== 'environment'
  return (
    <figure class={me.isSpeaking ? 'tile tile-self tile-speaking' : 'tile tile-self'} data-self="">
      {me.camera ? (
        <Picture of={me.camera} label={t.yourPicture} isMirrored={isFront} fit={fit} />
      ) : (
        <div class="tile-empty">
          <Avatar name={undefined} />
          <p class="visually-hidden">{t.cameraOff}</p>
        </div>
      )}
      <Caption participant={me} />
    </figure>
  )
}
