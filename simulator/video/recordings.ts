import type { Cloud } from '../cloud/cloud.ts'
import { wholeSeconds } from '../cloud/dates.ts'
import type { PublishedTrack, Recording, Room, RoomParticipant } from './model.ts'
import { chooses } from './track-rules.ts'

/**
 * Starts a recording of every track that the rules choose and ends the recordings of all other tracks, unpublished ones
 * too. A track that is chosen again gets a new recording. Data tracks are never recorded.
 */
export function followRecordings(cloud: Cloud, room: Room): void {
  const chosen = new Map<string, { readonly publisher: RoomParticipant; readonly track: PublishedTrack }>()
  for (const publisher of room.connected.values()) {
    for (const track of publisher.tracks) {
      const isChosen = chooses(room.recordingRules, { publisher, track }, room.recordParticipantsOnConnect)
      if (track.kind !== 'data' && isChosen) chosen.set(track.sid, { publisher, track })
    }
  }
  for (const recording of room.recordings.values()) {
    if (recording.status !== 'processing') continue
    if (chosen.delete(recording.track.sid)) continue
    recording.status = 'completed'
    recording.endedAt = cloud.clock.now()
    cloud.journal.change('recording.completed', recording.sid, { roomSid: room.sid, trackSid: recording.track.sid })
  }
  for (const { publisher, track } of chosen.values()) start(cloud, room, publisher, track)
}

function start(cloud: Cloud, room: Room, { sid: participantSid }: RoomParticipant, track: PublishedTrack): void {
  const recording: Recording = {
    order: cloud.nextOrder(),
    sid: cloud.newSid('RT'),
    roomSid: room.sid,
    participantSid,
    track,
    startedAt: cloud.clock.now(),
    endedAt: null,
    status: 'processing',
  }
  room.recordings.set(recording.sid, recording)
  cloud.journal.change('recording.started', recording.sid, { roomSid: room.sid, trackSid: track.sid })
}

/** Deletes the media of a recording. The resource stays readable. */
export function deleteRecording(cloud: Cloud, recording: Recording): void {
  recording.status = 'deleted'
  recording.endedAt ??= cloud.clock.now()
  cloud.journal.change('recording.deleted', recording.sid, { roomSid: recording.roomSid })
}

/** The length in seconds, at least one, as Twilio rounds it; null while recording. */
export const secondsOf = ({ startedAt, endedAt }: Recording): number | null =>
  endedAt === null ? null : Math.max(wholeSeconds(startedAt, endedAt), 1)
