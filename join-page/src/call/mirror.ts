import { computed, effect, type ReadonlySignal, type Signal } from '@preact/signals'
import type { LocalAudioTrack, LocalParticipant, LocalVideoTrack } from 'twilio-video'
import type { Media, Source } from '../media/model.ts'
import type { OwnTracks } from './own-tracks.ts'
import type { Wrap } from './wrap.ts'

export type Mirrored = {
  readonly media: Pick<Media, 'camera' | 'microphone'>
  readonly own: OwnTracks
  readonly wrap: Wrap
  /** The page of a phone is out of sight: its camera sees nothing worth sending. */
  readonly isAway: ReadonlySignal<boolean>
  readonly isMuted: ReadonlySignal<boolean>
}

/** Wraps what `media` has now. Until `mirror` runs nothing of it is published. */
export function takeTracks({ media, own, wrap, isMuted }: Mirrored): (LocalVideoTrack | LocalAudioTrack)[] {
  const camera = trackOf(media.camera.peek())
  const microphone = trackOf(media.microphone.peek())
  own.camera.value = camera && wrap.camera(camera)
  own.microphone.value = microphone && wrap.microphone(microphone)
  own.microphone.peek()?.enable(!isMuted.peek())
  return [own.camera.peek(), own.microphone.peek()].filter((track) => track !== undefined)
}

/** Keeps the room the same as what `media` has: publishes what appears and takes back what goes. */
export function mirror(participant: LocalParticipant, { media, own, wrap, isAway, isMuted }: Mirrored): () => void {
  const camera = computed(() => (isAway.value ? undefined : trackOf(media.camera.value)))
  const microphone = computed(() => trackOf(media.microphone.value))
  const stops = [
    follow(participant, camera, own.camera, wrap.camera),
    follow(participant, microphone, own.microphone, wrap.microphone),
    // A muted microphone stays open; the SDK tells the others. It holds for the next microphone as well.
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
    // The new one first, so that the others do not see nothing in between. It is refused when it is taken back meanwhile.
    if (next) void participant.publishTrack(next).catch(() => undefined)
    if (before) takeBack(participant, before)
  })
}

function takeBack(participant: LocalParticipant, track: LocalVideoTrack | LocalAudioTrack): void {
  participant.unpublishTrack(track)
  // Lets go of the SDK's hidden element; a track that is still live belongs to `media` and stays as it is.
  if (track.mediaStreamTrack.readyState === 'ended') track.stop()
}

const trackOf = (source: Source) => (source.is === 'on' || source.is === 'interrupted' ? source.track : undefined)
