import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { isoSeconds } from '../cloud/dates.ts'
import { jsonParameter } from '../rest/json-parameter.ts'
import type { RecordingRule, Room } from './model.ts'

const rule = z.strictObject({
  type: z.enum(['include', 'exclude']),
  all: z.boolean().optional(),
  kind: z.enum(['audio', 'video', 'data']).optional(),
  publisher: z.string().optional(),
  track: z.string().optional(),
})

/** Rules as they come: a JSON list in one parameter (Twilio docs: "Recording Rules"). */
export const recordingRules = jsonParameter(z.array(rule).min(1))

/** Browsers see one flag for the whole room. Which track is recorded where rules tell them apart is not imitated. */
export const isRecording = (room: Room): boolean => room.recordingRules.some(({ type }) => type === 'include')

/** Replaces a room's rules. They hold for tracks already published, too. */
export function setRecordingRules(cloud: Cloud, room: Room, rules: readonly RecordingRule[]): void {
  room.recordingRules = rules
  room.recordingRevision += 1
  room.rulesUpdatedAt = cloud.clock.now()
  cloud.journal.change('room.recording-rules', room.sid)
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
