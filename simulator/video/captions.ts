import type { Cloud } from '../cloud/cloud.ts'
import type { Room, RoomParticipant } from './model.ts'
import { sessionsIn } from './signalling/bodies.ts'

/** Spoken text, as a speech recogniser reports it. */
export interface Heard {
  readonly text: string
  /** Set for a partial result: how stable it is, from 0 to 1. */
  readonly stability?: number | undefined
  readonly languageCode?: string | undefined
}

/**
 * Sends a caption to every browser that receives captions. False if the room is not transcribed, or if the participant
 * has no microphone track.
 */
export function sendCaption(cloud: Cloud, room: Room, participant: RoomParticipant, heard: Heard): boolean {
  const { transcription } = room
  const track = participant.tracks.find(({ kind }) => kind === 'audio')
  if (transcription === null || transcription.periods.at(-1)?.to !== null || track === undefined) return false
  const number = (transcription.told.get(track.sid) ?? 0) + 1
  transcription.told.set(track.sid, number)
  const { text, stability, languageCode = transcription.configuration['languageCode'] ?? 'en-US' } = heard
  for (const session of sessionsIn(cloud, room)) {
    cloud.mediaServer.say(session, 'extension_transcriptions', {
      version: '1.0',
      language_code: languageCode,
      partial_results: stability !== undefined,
      participant: participant.sid,
      sequence_number: number,
      timestamp: new Date(cloud.clock.now()).toISOString(),
      track: track.sid,
      transcription: text,
      ...(stability !== undefined && { stability }),
    })
  }
  return true
}
