import type { RoomParticipant } from './model.ts'

/** A participant's fields in status callbacks. */
export const participantParams = ({ sid, status, identity }: RoomParticipant) => ({
  ParticipantSid: sid,
  // Callbacks know only two statuses: a reconnecting participant counts as connected.
  ParticipantStatus: status === 'disconnected' ? status : 'connected',
  ParticipantIdentity: identity,
})
