import type { ConnectOptions, LocalTrack } from 'twilio-video'
import type { GivenSeat } from '../../../webhooks/join/page-state.ts'

/** An option of the SDK (lib/connect.js) that is missing in its types. */
type Signalling = { readonly wsServer?: string }

type Options = ConnectOptions & Signalling

/**
 * Settings for two participants, one of them perhaps on a phone. See
 * https://www.twilio.com/docs/video/tutorials/developing-high-quality-video-applications
 *
 * @param isRelayed sends everything through Twilio's relays, for networks on which a direct connection only seems to
 * work
 */
export function connectOptions(seat: GivenSeat, tracks: LocalTrack[], isRelayed = false): Options {
  return {
    name: seat.roomSid,
    tracks,
    automaticSubscription: true,
    // Speech needs no more, and a slow connection keeps the sound when the video stops.
    maxAudioBitrate: 16_000,
    // VP8 in several sizes in a room with a media server, in one size otherwise.
    preferredVideoCodecs: 'auto',
    bandwidthProfile: {
      video: {
        // A shared screen (priority high) first, then the speaker; video that is not visible is not sent.
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
    // Telemetry goes to Twilio's own address; a custom signalling server has none.
    ...(seat.signalingUrl ? { wsServer: seat.signalingUrl, insights: false } : {}),
  }
}
