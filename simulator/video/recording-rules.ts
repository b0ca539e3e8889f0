import { z } from 'zod'
import { isoSeconds } from '../cloud/dates.ts'
import { jsonParameter } from '../rest/json-parameter.ts'
import type { Room } from './model.ts'

const rule = z.strictObject({
  type: z.enum(['include', 'exclude']),
  all: z.boolean().optional(),
  kind: z.enum(['audio', 'video', 'data']).optional(),
  publisher: z.string().optional(),
  track: z.string().optional(),
})

/** Rules as they come: a JSON list in one parameter (Twilio docs: "Recording Rules"). */
export const recordingRules = jsonParameter(z.array(rule).min(1))

/** The RecordingRules resource of a room. */
export function recordingRulesBody(room: Room) {
  return {
    room_sid: room.sid,
    rules: room.recordingRules,
    date_created: isoSeconds(room.createdAt),
    date_updated: isoSeconds(room.rulesUpdatedAt),
  }
}
