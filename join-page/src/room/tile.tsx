import { fill } from '../../../client-shared/fill.ts'
import { useApp } from '../app-context.ts'
import { presentable } from '../ui/presentable.ts'
import { Avatar } from './avatar.tsx'
import { Caption } from './caption.tsx'
import type { Slot } from './layout.ts'
import { givenName, knownFrom, plainName } from './names.tsx'
import { Picture } from './picture.tsx'

/** Another participant: their camera or screen, or their initial while there is no video. */
export function Tile({ slot: { participant, shows } }: { readonly slot: Slot }) {
  const { journey, texts } = useApp()
  const t = texts.value
  const known = knownFrom(journey.value.server)
  const name = plainName(participant, known, t)
  const picture = participant[shows]
  const trouble = participant.isReconnecting
    ? t.theyReconnect
    : participant.isPicturePaused && picture
      ? t.picturePaused
      : undefined
  return (
    <figure
      class={`tile tile-${shows}${participant.isSpeaking ? ' tile-speaking' : ''}`}
      data-remote=""
      data-shows={shows}
      data-trouble={trouble ? '' : undefined}
    >
      {picture ? (
        <Picture of={picture} label={fill(labels[shows](t), { name })} fit={shows === 'screen' ? 'whole' : 'fair'} />
      ) : (
        <div class="tile-empty">
          <Avatar name={participant.role === 'agent' ? presentable(givenName(participant, known) ?? '') : undefined} />
          <p>{t.noPicture}</p>
        </div>
      )}
      {trouble && <p class="tile-trouble">{trouble}</p>}
      <Caption participant={participant} />
    </figure>
  )
}

type T = { readonly pictureOf: string; readonly screenOf: string }
const labels = { camera: (t: T) => t.pictureOf, screen: (t: T) => t.screenOf } as const
