import type { LocalAudioTrack, LocalTrackOptions, LocalVideoTrack } from 'twilio-video'
import type { Sdk } from './sdk.ts'

/**
 * On iPhones the SDK would call getUserMedia behind our back when a phone call ends. Here `media` alone does that, and the
 * SDK gets the new track. The second name is missing in its types (lib/media/track/localvideotrack.js).
 */
const handsOff: LocalTrackOptions & { readonly workaroundSilentLocalVideo: false } = {
  workaroundWebKitBug1208516: false,
  workaroundSilentLocalVideo: false,
}

export type Wrap = {
  camera(track: MediaStreamTrack): LocalVideoTrack
  microphone(track: MediaStreamTrack): LocalAudioTrack
  screen(track: MediaStreamTrack): LocalVideoTrack
}

/** The SDK's tracks around the browser's: one each, so that what is published again keeps its background. */
export function createWrap(sdk: Sdk): Wrap {
  return {
    camera: once((track) => new sdk.LocalVideoTrack(track, { ...handsOff })),
    microphone: once((track) => new sdk.LocalAudioTrack(track, { ...handsOff })),
    screen: (track) => new sdk.LocalVideoTrack(track, { ...handsOff, name: 'screen' }),
  }
}

function once<Track>(make: (track: MediaStreamTrack) => Track): (track: MediaStreamTrack) => Track {
  const made = new WeakMap<MediaStreamTrack, Track>()
  return (track) => {
    const known = made.get(track) ?? make(track)
    made.set(track, known)
    return known
  }
}
