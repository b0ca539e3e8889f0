import { useApp } from '../app-context.ts'
import type { Person } from '../call/model.ts'
import { Icon } from '../ui/icon.tsx'
import { PersonName } from './names.tsx'
import { Quality } from './quality.tsx'

/** A participant's name, whether they can be heard, and their connection quality. */
export function Caption({ person }: { readonly person: Person }) {
  const { texts } = useApp()
  return (
    <figcaption class="caption">
      <span class="caption-name">
        <PersonName of={person} />
      </span>
      {person.isMuted && (
        <span class="caption-muted">
          <Icon name="mic-off" />
          <span class="visually-hidden">{texts.value.muted}</span>
        </span>
      )}
      {person.isSpeaking && (
        <span class="speaking-mark" aria-hidden="true">
          <span />
          <span />
          <span />
        </span>
      )}
      <Quality of={person.quality} />
    </figcaption>
  )
}
