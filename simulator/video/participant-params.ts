import type { RoomParticipant } from './model.ts'

/** What a status callback says of the participant it is about. */
export const participantParams = ({ sid, status, identity }: RoomParticipant) => ({
  ParticipantSid: sid,
  // Callbacks know only two: whoever is reconnecting is still in the room.
  ParticipantStatus: status === 'disconnected' ? status : 'connected',
  ParticipantIdentity: identity,
})
