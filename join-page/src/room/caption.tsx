import { useApp } from '../app-context.ts'
import type { Participant } from '../call/model.ts'
import { Icon } from '../ui/icon.tsx'
import { ParticipantName } from './names.tsx'
import { Quality } from './quality.tsx'

/** A participant's name, whether they can be heard, and their connection quality. */
export function Caption({ participant }: { readonly participant: Participant }) {
  const { texts } = useApp()
  return (
    <figcaption class="caption">
      <span class="caption-name">
        <ParticipantName of={participant} />
      </span>
      {participant.isMuted && (
        <span class="caption-muted">
          <Icon name="mic-off" />
          <span class="visually-hidden">{texts.value.muted}</span>
        </span>
      )}
      {participant.isSpeaking && (
        <span class="speaking-mark" aria-hidden="true">
          <span />
          <span />
          <span />
        </span>
      )}
      <Quality of={participant.quality} />
    </figcaption>
  )
}
