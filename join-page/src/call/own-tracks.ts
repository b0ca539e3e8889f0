import { type Signal, signal } from '@preact/signals'
import type { LocalAudioTrack, LocalVideoTrack } from 'twilio-video'

/** The tracks that this device currently has for the room. */
export type OwnTracks = {
  readonly camera: Signal<LocalVideoTrack | undefined>
  readonly microphone: Signal<LocalAudioTrack | undefined>
  readonly screen: Signal<LocalVideoTrack | undefined>
}

export const ownTracks = (): OwnTracks => ({
  camera: signal(undefined),
  microphone: signal(undefined),
  screen: signal(undefined),
})
