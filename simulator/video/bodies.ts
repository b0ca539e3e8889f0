import type { Cloud } from '../cloud/cloud.ts'
import { isoSeconds, isoSecondsOrNull, wholeSeconds } from '../cloud/dates.ts'
import type { PublishedTrack, Room, RoomParticipant } from './model.ts'
import { mostTracks } from './refused-tracks.ts'

const roomUrl = (room: Room): string => `https://video.twilio.com/v1/Rooms/${room.sid}`

/** A room as the REST API shows it. */
export function roomBody(cloud: Cloud, room: Room) {
  const url = roomUrl(room)
  return {
    sid: room.sid,
    status: room.status,
    date_created: isoSeconds(room.createdAt),
    date_updated: isoSeconds(room.updatedAt),
    account_sid: cloud.account.accountSid,
    enable_turn: true,
    unique_name: room.uniqueName,
    status_callback: room.statusCallback,
    status_callback_method: room.statusCallbackMethod,
    end_time: isoSecondsOrNull(room.endedAt),
    duration: room.endedAt === null ? null : wholeSeconds(room.createdAt, room.endedAt),
    type: room.type,
    max_participants: room.maxParticipants,
    max_participant_duration: room.maxParticipantDuration,
    max_concurrent_published_tracks: mostTracks,
    record_participants_on_connect: room.recordParticipantsOnConnect,
    video_codecs: room.videoCodecs,
    media_region: room.mediaRegion,
    audio_only: room.audioOnly,
    empty_room_timeout: room.emptyRoomTimeout,
    unused_room_timeout: room.unusedRoomTimeout,
    large_room: room.largeRoom,
    url,
    links: {
      participants: `${url}/Participants`,
      recordings: `${url}/Recordings`,
      transcriptions: `${url}/Transcriptions`,
      recording_rules: `${url}/RecordingRules`,
    },
  }
}

/** A participant of a room as the REST API shows it. */
export function roomParticipantBody(cloud: Cloud, room: Room, participant: RoomParticipant) {
  const url = `${roomUrl(room)}/Participants/${participant.sid}`
  return {
    sid: participant.sid,
    room_sid: room.sid,
    account_sid: cloud.account.accountSid,
    status: participant.status,
    identity: participant.identity,
    date_created: isoSeconds(participant.startedAt),
    date_updated: isoSeconds(participant.updatedAt),
    start_time: isoSeconds(participant.startedAt),
    end_time: isoSecondsOrNull(participant.endedAt),
    duration: participant.endedAt === null ? null : wholeSeconds(participant.startedAt, participant.endedAt),
    url,
    links: {
      published_tracks: `${url}/PublishedTracks`,
      subscribed_tracks: `${url}/SubscribedTracks`,
      subscribe_rules: `${url}/SubscribeRules`,
      anonymize: `${url}/Anonymize`,
    },
  }
}

/** A track as the REST API shows it while it is published. */
export function publishedTrackBody(room: Room, participant: RoomParticipant, track: PublishedTrack) {
  return {
    sid: track.sid,
    participant_sid: participant.sid,
    room_sid: room.sid,
    name: track.name,
    date_created: isoSeconds(track.createdAt),
    date_updated: isoSeconds(track.updatedAt),
    enabled: track.enabled,
    kind: track.kind,
    url: `${roomUrl(room)}/Participants/${participant.sid}/PublishedTracks/${track.sid}`,
  }
}
