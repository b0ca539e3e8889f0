import { computed, effect, type ReadonlySignal, type Signal } from '@preact/signals'
import type { LocalAudioTrack, LocalParticipant, LocalVideoTrack } from 'twilio-video'
import type { Media, Source } from '../media/model.ts'
import type { OwnTracks } from './own-tracks.ts'
import type { Wrap } from './wrap.ts'

export type Mirrored = {
  readonly media: Pick<Media, 'camera' | 'microphone'>
  readonly own: OwnTracks
  readonly wrap: Wrap
  /** The page is hidden on a phone, whose camera then shows nothing useful. */
  readonly isAway: ReadonlySignal<boolean>
  readonly isMuted: ReadonlySignal<boolean>
}

/** Wraps the current tracks of `media`, without publishing them. */
export function takeTracks({ media, own, wrap, isMuted }: Mirrored): (LocalVideoTrack | LocalAudioTrack)[] {
  const camera = trackOf(media.camera.peek())
  const microphone = trackOf(media.microphone.peek())
  own.camera.value = camera && wrap.camera(camera)
  own.microphone.value = microphone && wrap.microphone(microphone)
  own.microphone.peek()?.enable(!isMuted.peek())
  return [own.camera.peek(), own.microphone.peek()].filter((track) => track !== undefined)
}

/** Keeps the room in step with `media`: publishes new tracks and unpublishes those that are gone. */
export function mirror(participant: LocalParticipant, { media, own, wrap, isAway, isMuted }: Mirrored): () => void {
  const camera = computed(() => (isAway.value ? undefined : trackOf(media.camera.value)))
  const microphone = computed(() => trackOf(media.microphone.value))
  const stops = [
    follow(participant, camera, own.camera, wrap.camera),
    follow(participant, microphone, own.microphone, wrap.microphone),
    // A muted microphone stays open, and the SDK tells the others. The next microphone is muted as well.
    effect(() => {
      own.microphone.value?.enable(!isMuted.value)
    }),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}

function follow<Track extends LocalVideoTrack | LocalAudioTrack>(
  participant: LocalParticipant,
  wanted: ReadonlySignal<MediaStreamTrack | undefined>,
  shown: Signal<Track | undefined>,
  wrap: (track: MediaStreamTrack) => Track,
): () => void {
  return effect(() => {
    const next = wanted.value && wrap(wanted.value)
    const before = shown.peek()
    if (next === before) return
    shown.value = next
    // Publishes the new track first, so that the others see no gap. Fails if the track is unpublished meanwhile.
    if (next) void participant.publishTrack(next).catch(() => undefined)
    if (before) takeBack(participant, before)
  })
}

function takeBack(participant: LocalParticipant, track: LocalVideoTrack | LocalAudioTrack): void {
  participant.unpublishTrack(track)
  // Releases the SDK's hidden element. A track that is still live belongs to `media` and is left alone.
  if (track.mediaStreamTrack.readyState === 'ended') track.stop()
}

const trackOf = (source: Source) => (source.is === 'on' || source.is === 'interrupted' ? source.track : undefined)
