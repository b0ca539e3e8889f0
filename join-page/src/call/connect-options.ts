import type { ConnectOptions, LocalTrack } from 'twilio-video'
import type { GivenSeat } from '../../../webhooks/join/page-state.ts'

/** Understood by the SDK (lib/connect.js), but missing in its types. */
type Signalling = { readonly wsServer?: string }

type Options = ConnectOptions & Signalling

/**
 * Settings for two people of whom one may sit on a phone, after
 * https://www.twilio.com/docs/video/tutorials/developing-high-quality-video-applications
 *
 * @param isRelayed everything goes through Twilio's relays, for networks on which the straight way only seems to work
 */
export function connectOptions(seat: GivenSeat, tracks: LocalTrack[], isRelayed = false): Options {
  return {
    name: seat.roomSid,
    tracks,
    automaticSubscription: true,
    // Speech needs no more, and a thin line keeps its words when the picture is gone.
    maxAudioBitrate: 16_000,
    // VP8 in several sizes where the room has a media server, in one where it has none.
    preferredVideoCodecs: 'auto',
    bandwidthProfile: {
      video: {
        // A shared screen (priority high) first, then whoever speaks; pictures that nobody sees are not sent.
        mode: 'collaboration',
        dominantSpeakerPriority: 'standard',
        trackSwitchOffMode: 'predicted',
        clientTrackSwitchOffControl: 'auto',
        contentPreferencesMode: 'auto',
      },
    },
    dominantSpeaker: true,
    networkQuality: { local: 1, remote: 1 },
    ...(isRelayed && { rtcConfiguration: { iceTransportPolicy: 'relay' } }),
    // Telemetry goes to an address of Twilio's own; a server of our own for signalling has none.
    ...(seat.signalingUrl ? { wsServer: seat.signalingUrl, insights: false } : {}),
  }
}
