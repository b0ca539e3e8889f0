import { z } from 'zod'
import type { Fact } from '../../src/core/facts.ts'
import { conversationOf } from '../../src/features/video-escalation/contract.ts'
import type { Form } from '../verify.ts'

/** https://www.twilio.com/docs/video/api/status-callbacks */
const roomEvent = z.object({
  RoomSid: z.string().regex(/^RM[0-9a-fA-F]{32}$/),
  RoomName: z.string(),
  Timestamp: z.coerce.date().transform((date) => date.getTime()),
})
const participantEvent = roomEvent.extend({
  ParticipantSid: z.string().regex(/^PA[0-9a-fA-F]{32}$/),
  ParticipantIdentity: z.string(),
  ParticipantDuration: z.coerce.number().optional(),
})

/** `room-created` adds nothing to the answer to our own request. */
const ignored =
  /^(room-created|track-(added|removed|enabled|disabled)|recording-(started|completed|failed)|composition-.*)$/

/**
 * Facts in a room status callback; undefined for an unknown event. The room's name contains its conversation; a room
 * whose name is not ours belongs to another application.
 * @throws ZodError when a known event lacks what it must have
 */
export function videoFacts(form: Form): readonly Fact[] | undefined {
  const event = form['StatusCallbackEvent'] ?? ''
  switch (event) {
    case 'participant-connected':
    case 'participant-disconnected': {
      const seen = participantEvent.parse(form)
      const key = conversationOf(seen.RoomName)
      if (!key) return []
      const participant = {
        id: `${event}-${seen.ParticipantSid}`,
        key,
        at: seen.Timestamp,
        roomSid: seen.RoomSid,
        roomName: seen.RoomName,
        participantSid: seen.ParticipantSid,
        identity: seen.ParticipantIdentity,
      }
      if (event === 'participant-connected') return [{ ...participant, type: 'participant.connected' }]
      return [{ ...participant, type: 'participant.disconnected', seconds: seen.ParticipantDuration }]
    }
    case 'room-ended': {
      const { RoomSid: roomSid, RoomName: roomName, Timestamp: at } = roomEvent.parse(form)
      const key = conversationOf(roomName)
      return key ? [{ type: 'room.ended', id: `room-ended-${roomSid}`, key, at, roomSid, roomName }] : []
    }
    default:
      return ignored.test(event) ? [] : undefined
  }
}
