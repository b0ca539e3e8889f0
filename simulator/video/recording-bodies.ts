import type { Cloud } from '../cloud/cloud.ts'
import { isoSeconds } from '../cloud/dates.ts'
import type { Recording } from './model.ts'
import { secondsOf } from './recordings.ts'

// Typical sizes of audio and small video, so that a recording's size has a realistic order of magnitude.
const bytesPerSecond = { audio: 6_000, video: 60_000, data: 0 } as const

/**
 * A recording as the REST API shows it: in a room's list with the room's SID, in the account's list with the callback.
 */
export function recordingBody(cloud: Cloud, recording: Recording, isOfRoom: boolean) {
  const { sid, roomSid, participantSid, track, startedAt, status } = recording
  const url = isOfRoom
    ? `https://video.twilio.com/v1/Rooms/${roomSid}/Recordings/${sid}`
    : `https://video.twilio.com/v1/Recordings/${sid}`
  const room = cloud.video.rooms.get(roomSid)
  const seconds = secondsOf(recording)
  return {
    account_sid: cloud.account.accountSid,
    status,
    date_created: isoSeconds(startedAt),
    sid,
    source_sid: track.sid,
    size: seconds === null ? null : seconds * bytesPerSecond[track.kind],
    url,
    type: track.kind,
    duration: seconds,
    container_format: track.kind === 'video' ? 'mkv' : 'mka',
    codec: track.kind === 'video' ? 'VP8' : 'OPUS',
    grouping_sids: { room_sid: roomSid, participant_sid: participantSid },
    track_name: track.name,
    offset: startedAt - (room?.createdAt ?? startedAt),
    media_external_location: null,
    ...(isOfRoom
      ? { room_sid: roomSid }
      : { status_callback: room?.statusCallback ?? null, status_callback_method: room?.statusCallbackMethod ?? null }),
    links: { media: `${url}/Media` },
  }
}
