import type { LocalAudioTrack, LocalTrackOptions, LocalVideoTrack } from 'twilio-video'
import type { Sdk } from './sdk.ts'

/**
 * Turns off two workarounds of the SDK. On iPhones the SDK would call getUserMedia by itself when a phone call ends;
 * here only `media` does that and passes the SDK the new track. The second option is missing in its types
 * (lib/media/track/localvideotrack.js).
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

/** Wraps each track of the browser in one track of the SDK, so that a republished track keeps its background. */
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
