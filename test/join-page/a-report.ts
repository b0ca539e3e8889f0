import type { RemoteVideoTrackStats, StatsReport } from 'twilio-video'

export type Numbers = Partial<{
  sent: number
  sentLost: number
  got: number
  gotLost: number
  trip: number | null
  freezes: number
  camera: string
  codecs: readonly [string | null, string | null]
}>

/** One peer connection as the SDK reports it in Chromium: a microphone goes out, a camera comes in. */
export function aReport(numbers: Numbers = {}): StatsReport {
  const { sent = 0, sentLost = 0, got = 0, gotLost = 0, trip = null, freezes = 0, camera = 'MT2' } = numbers
  const [audio, video] = numbers.codecs ?? ['opus', 'VP8']
  const track = (sid: string, codec: string | null) => ({ trackId: sid, trackSid: sid, timestamp: 1, ssrc: '7', codec })
  const picture: RemoteVideoTrackStats = {
    ...track(camera, video),
    packetsLost: gotLost,
    bytesReceived: 1,
    packetsReceived: got,
    jitter: 1,
    dimensions: { width: 640, height: 480 },
    frameRate: 24,
    freezeCount: freezes,
  }
  return {
    peerConnectionId: '1',
    localAudioTrackStats: [
      {
        ...track('MT1', audio),
        packetsLost: sentLost,
        bytesSent: 1,
        packetsSent: sent,
        roundTripTime: trip,
        jitter: 1,
        audioLevel: 1,
      },
    ],
    localVideoTrackStats: [],
    remoteAudioTrackStats: [],
    remoteVideoTrackStats: [picture],
  }
}
