import type { Cloud } from '../cloud/cloud.ts'
import { wholeSeconds } from '../cloud/dates.ts'
import { RestError } from '../rest/rest-error.ts'
import type { Room, RoomParticipant } from './model.ts'
import { sendRoomEvent } from './status-callback.ts'

/** Lets an identity into a room. An older connection of the same identity is thrown out, as Twilio does (53205). */
export function connectParticipant(cloud: Cloud, room: Room, identity: string): RoomParticipant {
  if (room.status !== 'in-progress') throw new RestError(400, 53118, 'Room completed')
  const older = room.connected.get(identity)
  if (older !== undefined) disconnectParticipant(cloud, room, older)
  if (room.connected.size >= room.maxParticipants)
    throw new RestError(400, 53105, 'Room contains too many Participants')
  const now = cloud.clock.now()
  const participant: RoomParticipant = {
    order: cloud.nextOrder(),
    sid: cloud.newSid('PA'),
    identity,
    startedAt: now,
    updatedAt: now,
    endedAt: null,
    status: 'connected',
    stopTimer: () => undefined,
  }
  participant.stopTimer = cloud.clock.after(room.maxParticipantDuration * 1000, () =>
    disconnectParticipant(cloud, room, participant),
  )
  room.stopTimer()
  room.participants.set(participant.sid, participant)
  room.connected.set(identity, participant)
  cloud.journal.change('participant.connected', participant.sid, { roomSid: room.sid, identity })
  sendRoomEvent(cloud, room, 'participant-connected', eventParams(participant))
  return participant
}

/** Takes a participant out of its room. When the room is then empty its empty timeout starts. */
export function disconnectParticipant(cloud: Cloud, room: Room, participant: RoomParticipant): void {
  if (participant.status === 'disconnected') return
  const now = cloud.clock.now()
  participant.stopTimer()
  participant.status = 'disconnected'
  participant.endedAt = now
  participant.updatedAt = now
  if (room.connected.get(participant.identity) === participant) room.connected.delete(participant.identity)
  cloud.journal.change('participant.disconnected', participant.sid, {
    roomSid: room.sid,
    identity: participant.identity,
  })
  sendRoomEvent(cloud, room, 'participant-disconnected', {
    ...eventParams(participant),
    ParticipantDuration: String(wholeSeconds(participant.startedAt, now)),
  })
  if (room.status === 'in-progress' && room.connected.size === 0) {
    room.stopTimer = cloud.clock.after(room.emptyRoomTimeout * 60_000, () => endRoom(cloud, room, 'empty'))
  }
}

/** Completes a room: everybody leaves and the name is free again. The callback does not say why; the journal does. */
export function endRoom(cloud: Cloud, room: Room, why: 'api' | 'empty' | 'unused'): void {
  if (room.status === 'completed') return
  const now = cloud.clock.now()
  room.stopTimer()
  room.status = 'completed'
  room.endedAt = now
  room.updatedAt = now
  if (cloud.video.inProgress.get(room.uniqueName) === room) cloud.video.inProgress.delete(room.uniqueName)
  for (const participant of [...room.connected.values()]) disconnectParticipant(cloud, room, participant)
  cloud.journal.change('room.completed', room.sid, { uniqueName: room.uniqueName, why })
  sendRoomEvent(cloud, room, 'room-ended', { RoomDuration: String(wholeSeconds(room.createdAt, now)) })
}

const eventParams = ({ sid, status, identity }: RoomParticipant) => ({
  ParticipantSid: sid,
  ParticipantStatus: status,
  ParticipantIdentity: identity,
})
