import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { flag, integer, repeated, text, url } from '../rest/parameters.ts'
import { invalid } from '../rest/rest-error.ts'
import type { Room } from './model.ts'
import { videoRegions } from './regions.ts'
import { endRoom } from './room-life.ts'
import { sendRoomEvent } from './status-callback.ts'
import { trackRules } from './track-rules.ts'
import { startTranscription, transcriptionConfiguration } from './transcription.ts'

/** The parameters of a new room (Twilio docs: "Rooms Resource"). */
export const roomParameters = z.strictObject({
  Type: z.enum(['group', 'go', 'peer-to-peer', 'group-small']).optional(),
  UniqueName: text.optional(),
  EnableTurn: flag.optional(),
  StatusCallback: url.optional(),
  StatusCallbackMethod: z.enum(['GET', 'POST']).optional(),
  MaxParticipants: integer(1, 50).optional(),
  MaxParticipantDuration: integer(1, 86_400).optional(),
  EmptyRoomTimeout: integer(1, 60).optional(),
  UnusedRoomTimeout: integer(1, 60).optional(),
  RecordParticipantsOnConnect: flag.optional(),
  RecordingRules: trackRules.optional(),
  TranscribeParticipantsOnConnect: flag.optional(),
  TranscriptionsConfiguration: transcriptionConfiguration.optional(),
  VideoCodecs: repeated(z.enum(['VP8', 'H264'])).optional(),
  MediaRegion: z.enum([...videoRegions, 'gll']).optional(),
  AudioOnly: flag.optional(),
  LargeRoom: flag.optional(),
})

/** The error code for each invalid parameter (Twilio docs: "Error and Warning Dictionary", 531xx). */
export const roomParameterCodes = {
  Type: 53108,
  MaxParticipants: 53107,
  EmptyRoomTimeout: 53109,
  UnusedRoomTimeout: 53109,
  StatusCallback: 53111,
  StatusCallbackMethod: 53110,
  MediaRegion: 53115,
  RecordingRules: 53120,
}

/**
 * Creates a room in progress.
 * @throws RestError 53113 if another room in progress has the name
 */
export function createRoom(cloud: Cloud, params: z.output<typeof roomParameters>): Room {
  // Only accounts that used other types than `group` before 2024-10-21 may create them.
  if ((params.Type ?? 'group') !== 'group') throw invalid('Room type is a legacy type', 53126)
  checkName(cloud, params.UniqueName)
  if (cloud.video.inProgress.size >= cloud.settings.mostRooms) throw invalid('Maximum number of rooms reached', 53119)
  const now = cloud.clock.now()
  const sid = cloud.newSid('RM')
  const room: Room = {
    order: cloud.nextOrder(),
    sid,
    type: 'group',
    uniqueName: params.UniqueName ?? sid,
    createdAt: now,
    updatedAt: now,
    endedAt: null,
    status: 'in-progress',
    statusCallback: params.StatusCallback ?? null,
    statusCallbackMethod: params.StatusCallbackMethod ?? 'POST',
    maxParticipants: params.MaxParticipants ?? 50,
    maxParticipantDuration: params.MaxParticipantDuration ?? 14_400,
    emptyRoomTimeout: params.EmptyRoomTimeout ?? 5,
    unusedRoomTimeout: params.UnusedRoomTimeout ?? 5,
    recordParticipantsOnConnect: params.RecordParticipantsOnConnect ?? false,
    recordingRules: params.RecordingRules ?? [
      { type: params.RecordParticipantsOnConnect === true ? 'include' : 'exclude', all: true },
    ],
    isRecording: false,
    recordingRevision: 1,
    rulesUpdatedAt: now,
    videoCodecs: params.VideoCodecs ?? ['H264', 'VP8'],
    mediaRegion: params.MediaRegion ?? 'us1',
    audioOnly: params.AudioOnly ?? false,
    largeRoom: params.LargeRoom ?? false,
    sequence: 0,
    stopTimer: () => undefined,
    transcription: null,
    recordings: new Map(),
    participants: new Map(),
    connected: new Map(),
  }
  room.stopTimer = cloud.clock.after(room.unusedRoomTimeout * 60_000, () => endRoom(cloud, room, 'unused'))
  cloud.video.rooms.set(sid, room)
  cloud.video.inProgress.set(room.uniqueName, room)
  cloud.journal.change('room.created', sid, { uniqueName: room.uniqueName })
  if (params.TranscribeParticipantsOnConnect === true)
    startTranscription(cloud, room, params.TranscriptionsConfiguration ?? {})
  sendRoomEvent(cloud, room, 'room-created')
  return room
}

function checkName(cloud: Cloud, name: string | undefined): void {
  if (name === undefined) return
  if (name.length > 128) throw invalid('Room name is too long', 53101)
  if (name.includes('/')) throw invalid('Room name contains invalid characters', 53102)
  if (cloud.video.inProgress.has(name)) throw invalid('Room exists', 53113)
}
