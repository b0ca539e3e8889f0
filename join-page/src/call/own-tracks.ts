import { type Signal, signal } from '@preact/signals'
import type { LocalAudioTrack, LocalVideoTrack } from 'twilio-video'

/** What this device gives to the room at this moment. */
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
