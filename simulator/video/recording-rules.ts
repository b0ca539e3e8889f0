import type { Cloud } from '../cloud/cloud.ts'
import { isoSeconds } from '../cloud/dates.ts'
import type { Room, TrackRule } from './model.ts'
import { followRecordings } from './recordings.ts'

/** Replaces a room's recording rules. They also apply to published tracks. */
export function setRecordingRules(cloud: Cloud, room: Room, rules: readonly TrackRule[]): void {
  room.recordingRules = rules
  room.rulesUpdatedAt = cloud.clock.now()
  cloud.journal.change('room.recording-rules', room.sid)
  followRecordings(cloud, room)
  tellRecording(cloud, room)
}

/** Tells browsers when the room's recording starts or stops, for whatever reason. Single tracks are not mentioned. */
export function tellRecording(cloud: Cloud, room: Room): void {
  const now = [...room.recordings.values()].some(({ status }) => status === 'processing')
  if (room.status === 'completed' || room.isRecording === now) return
  room.isRecording = now
  room.recordingRevision += 1
  for (const { recordingChanged } of cloud.video.listeners) recordingChanged(room)
}

/** The RecordingRules resource of a room. */
export function recordingRulesBody(room: Room) {
  return {
    room_sid: room.sid,
    rules: room.recordingRules,
    date_created: isoSeconds(room.createdAt),
    date_updated: isoSeconds(room.rulesUpdatedAt),
  }
}
