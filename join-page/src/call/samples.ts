import type { LocalTrackStats, RemoteTrackStats, RemoteVideoTrackStats, Room, StatsReport } from 'twilio-video'
import type { Sample } from './quality.ts'

type Stats = { readonly [Part in keyof Sample]: number | null }

/** Samples the room's statistics by participant: for the local one what is sent, for the others what arrives. */
export function samples(room: Pick<Room, 'localParticipant' | 'participants'>, reports: readonly StatsReport[]) {
  const taken = new Map<string, Sample>()
  const sent = reports.flatMap((report) => [...report.localAudioTrackStats, ...report.localVideoTrackStats])
  if (sent.length > 0) taken.set(room.localParticipant.sid, sum(sent.map(ofSent)))
  const received = reports.flatMap((report) => [...report.remoteAudioTrackStats, ...report.remoteVideoTrackStats])
  for (const [sid, { tracks }] of room.participants) {
    const theirs = received.filter(({ trackSid }) => tracks.has(trackSid))
    const isScreen = ({ trackSid }: RemoteTrackStats) => tracks.get(trackSid)?.trackName === 'screen'
    if (theirs.length > 0) taken.set(sid, sum(theirs.map((each) => ofReceived(each, isScreen(each)))))
  }
  return taken
}

const ofSent = (each: LocalTrackStats): Stats => ({
  packets: each.packetsSent,
  lost: each.packetsLost,
  roundTrip: each.roundTripTime,
  jitter: null,
  frameRate: null,
})

const ofReceived = (each: RemoteTrackStats | RemoteVideoTrackStats, isScreen: boolean): Stats => ({
  packets: each.packetsReceived,
  lost: each.packetsLost,
  roundTrip: null,
  jitter: each.jitter,
  // A covered or switched-off camera sends no frames; only a low frame rate above 0 says something about the
  // connection.
  frameRate: !isScreen && 'frameRate' in each && each.frameRate ? each.frameRate : null,
})

function sum(all: readonly Stats[]): Sample {
  const known = (part: keyof Stats) => all.map((each) => each[part]).filter((value) => value !== null)
  const total = (part: keyof Stats) => known(part).reduce((left, right) => left + right, 0)
  const worst = (part: keyof Stats) => (known(part).length > 0 ? Math.max(...known(part)) : undefined)
  const slowest = known('frameRate').length > 0 ? Math.min(...known('frameRate')) : undefined
  return {
    packets: total('packets'),
    lost: total('lost'),
    roundTrip: worst('roundTrip'),
    jitter: worst('jitter'),
    frameRate: slowest,
  }
}
