import type { Cloud } from '../cloud/cloud.ts'
import type { PublishedTrack, Room, RoomParticipant, TrackDescription } from './model.ts'
import { participantParams } from './participant-params.ts'
import { tellRecording } from './recording-rules.ts'
import { followRecordings } from './recordings.ts'
import { sendRoomEvent } from './status-callback.ts'

/** The events of Twilio docs: "Status Callbacks", Programmable Video. */
type TrackEvent = 'track-added' | 'track-removed' | 'track-enabled' | 'track-disabled'

/**
 * Makes the given tracks the ones that a participant publishes. A track keeps its SID as long as it stays published.
 * @returns whether anything changed
 */
export function changeTracks(
  cloud: Cloud,
  room: Room,
  participant: RoomParticipant,
  wanted: readonly TrackDescription[],
): boolean {
  if (participant.status === 'disconnected' || !publishTracks(cloud, room, participant, wanted)) return false
  for (const { changed } of cloud.video.listeners) changed(room, participant)
  tellRecording(cloud, room)
  return true
}

/**
 * Like `changeTracks`, for a participant who is joining or leaving.
 * @returns whether others can see a change
 */
export function publishTracks(
  cloud: Cloud,
  room: Room,
  participant: RoomParticipant,
  wanted: readonly TrackDescription[],
): boolean {
  const now = cloud.clock.now()
  const happened: [TrackEvent, PublishedTrack][] = []
  const before = new Map(participant.tracks.map((track) => [track.id, track]))
  const each = new Map(wanted.map((track) => [track.id, track]))
  const after = [...each.values()].map((described): PublishedTrack => {
    const known = before.get(described.id)
    before.delete(described.id)
    if (known === undefined) {
      const fresh = { ...described, order: cloud.nextOrder(), sid: cloud.newSid('MT'), createdAt: now, updatedAt: now }
      happened.push(['track-added', fresh])
      return fresh
    }
    if (known.enabled === described.enabled && known.priority === described.priority) return known
    const changed = { ...known, enabled: described.enabled, priority: described.priority, updatedAt: now }
    if (known.enabled !== changed.enabled)
      happened.push([changed.enabled ? 'track-enabled' : 'track-disabled', changed])
    return changed
  })
  for (const gone of before.values()) happened.push(['track-removed', gone])
  const isSame = before.size === 0 && after.every((track, i) => track === participant.tracks[i])
  participant.tracks = after
  if (isSame) return false
  participant.revision += 1
  participant.updatedAt = now
  followRecordings(cloud, room)
  for (const [event, track] of happened) sendTrackEvent(cloud, room, participant, event, track)
  return true
}

function sendTrackEvent(
  cloud: Cloud,
  room: Room,
  participant: RoomParticipant,
  event: TrackEvent,
  track: PublishedTrack,
): void {
  const { identity } = participant
  cloud.journal.change(event.replace('-', '.'), track.sid, { roomSid: room.sid, identity, kind: track.kind })
  sendRoomEvent(cloud, room, event, {
    ...participantParams(participant),
    TrackSid: track.sid,
    TrackKind: track.kind,
  })
}
