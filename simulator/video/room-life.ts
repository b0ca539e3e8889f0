import type { Cloud } from '../cloud/cloud.ts'
import { wholeSeconds } from '../cloud/dates.ts'
import { RestError } from '../rest/rest-error.ts'
import type { Departure, Room, RoomParticipant, TrackDescription } from './model.ts'
import { participantParams } from './participant-params.ts'
import { tellRecording } from './recording-rules.ts'
import { sendRoomEvent } from './status-callback.ts'
import { everything } from './subscriptions.ts'
import { publishTracks } from './tracks.ts'

/**
 * Connects an identity to a room, with its initial tracks. An older connection of the same identity is disconnected, as
 * at Twilio (53205).
 */
export function connectParticipant(
  cloud: Cloud,
  room: Room,
  identity: string,
  tracks: readonly TrackDescription[] = [],
): RoomParticipant {
  if (room.status !== 'in-progress') throw new RestError(400, 53118, 'Room completed')
  const older = room.connected.get(identity)
  if (older !== undefined) {
    if (cloud.untrue.has('older-connection-leaves')) room.connected.set(older.sid, older)
    else disconnectParticipant(cloud, room, older, 'replaced')
  }
  if (room.connected.size >= room.maxParticipants)
    throw new RestError(400, 53105, 'Room contains too many Participants')
  if (cloud.video.connected.size >= cloud.settings.mostInRooms)
    throw new RestError(400, 53206, 'Maximum number of participants reached')
  const now = cloud.clock.now()
  const participant: RoomParticipant = {
    order: cloud.nextOrder(),
    sid: cloud.newSid('PA'),
    identity,
    subscribeRules: everything,
    rulesUpdatedAt: now,
    startedAt: now,
    updatedAt: now,
    endedAt: null,
    status: 'connected',
    tracks: [],
    revision: 1,
    stopTimer: () => undefined,
  }
  participant.stopTimer = cloud.clock.after(room.maxParticipantDuration * 1000, () =>
    disconnectParticipant(cloud, room, participant, 'time-limit'),
  )
  room.stopTimer()
  room.participants.set(participant.sid, participant)
  room.connected.set(identity, participant)
  cloud.video.connected.add(participant)
  cloud.journal.change('participant.connected', participant.sid, { roomSid: room.sid, identity })
  sendRoomEvent(cloud, room, 'participant-connected', participantParams(participant))
  publishTracks(cloud, room, participant, tracks)
  for (const { joined } of cloud.video.listeners) joined(room, participant)
  tellRecording(cloud, room)
  return participant
}

/** Anonymizes a participant: the SID replaces the identity. */
export function anonymizeParticipant(cloud: Cloud, room: Room, participant: RoomParticipant): void {
  if (room.connected.get(participant.identity) === participant) {
    room.connected.delete(participant.identity)
    room.connected.set(participant.sid, participant)
  }
  participant.identity = participant.sid
  participant.updatedAt = cloud.clock.now()
  cloud.journal.change('participant.anonymized', participant.sid, { roomSid: room.sid })
}

/** Marks a browser's participant as reconnecting or connected again. REST shows the status; no callback reports it. */
export function setReachable(cloud: Cloud, room: Room, participant: RoomParticipant, reachable: boolean): void {
  const status = reachable ? 'connected' : 'reconnecting'
  if (participant.status === 'disconnected' || participant.status === status) return
  participant.status = status
  participant.revision += 1
  participant.updatedAt = cloud.clock.now()
  cloud.journal.change(reachable ? 'participant.reconnected' : 'participant.reconnecting', participant.sid, {
    roomSid: room.sid,
    identity: participant.identity,
  })
  for (const { changed } of cloud.video.listeners) changed(room, participant)
}

/** Disconnects a participant. Starts the empty timeout if the room is then empty. */
export function disconnectParticipant(
  cloud: Cloud,
  room: Room,
  participant: RoomParticipant,
  why: Departure = 'removed',
): void {
  if (participant.status === 'disconnected') return
  const now = cloud.clock.now()
  const { tracks: had } = participant
  participant.stopTimer()
  publishTracks(cloud, room, participant, [])
  participant.status = 'disconnected'
  participant.revision += 1
  participant.endedAt = now
  participant.updatedAt = now
  for (const name of [participant.identity, participant.sid])
    if (room.connected.get(name) === participant) room.connected.delete(name)
  cloud.video.connected.delete(participant)
  cloud.journal.change('participant.disconnected', participant.sid, {
    roomSid: room.sid,
    identity: participant.identity,
    why,
  })
  sendRoomEvent(cloud, room, 'participant-disconnected', {
    ...participantParams(participant),
    ParticipantDuration: String(wholeSeconds(participant.startedAt, now)),
  })
  if (room.status === 'in-progress' && room.connected.size === 0) {
    room.stopTimer = cloud.clock.after(room.emptyRoomTimeout * 60_000, () => endRoom(cloud, room, 'empty'))
  }
  for (const { left } of cloud.video.listeners) left(room, participant, why, had)
  tellRecording(cloud, room)
}

/**
 * Completes a room: disconnects all participants and frees the name. The callback does not say why; the journal does.
 */
export function endRoom(cloud: Cloud, room: Room, why: 'api' | 'empty' | 'unused'): void {
  if (room.status === 'completed') return
  const now = cloud.clock.now()
  room.stopTimer()
  room.status = 'completed'
  room.endedAt = now
  room.updatedAt = now
  if (cloud.video.inProgress.get(room.uniqueName) === room) cloud.video.inProgress.delete(room.uniqueName)
  for (const participant of [...room.connected.values()]) disconnectParticipant(cloud, room, participant, 'room-ended')
  cloud.journal.change('room.completed', room.sid, { uniqueName: room.uniqueName, why })
  sendRoomEvent(cloud, room, 'room-ended', { RoomDuration: String(wholeSeconds(room.createdAt, now)) })
}
