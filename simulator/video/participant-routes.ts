import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { page } from '../rest/paging.ts'
import { date, none, paging, text } from '../rest/parameters.ts'
import { invalid, notFound } from '../rest/rest-error.ts'
import { accepted, ok, type Route, route } from '../rest/route.ts'
import { roomParticipantBody } from './bodies.ts'
import { requireRoom } from './find-room.ts'
import type { Room, RoomParticipant } from './model.ts'
import { anonymizeParticipant, disconnectParticipant } from './room-life.ts'

const listParameters = z.strictObject({
  Status: z.enum(['connected', 'disconnected', 'reconnecting']).optional(),
  Identity: text.optional(),
  DateCreatedAfter: date.optional(),
  DateCreatedBefore: date.optional(),
  ...paging(1000),
})

/** /v1/Rooms/{room}/Participants (Twilio docs: "Participants Resource", Programmable Video). */
export const roomParticipantRoutes = (cloud: Cloud): readonly Route[] => [
  route('GET', '/v1/Rooms/:room/Participants', { params: listParameters }, (call) => {
    const room = requireRoom(cloud, call.at.room)
    const { items, meta } = page(listParticipants(room, call.params), call, 'participants')
    return ok({ participants: items.map((each) => roomParticipantBody(cloud, room, each)), meta })
  }),
  route('GET', '/v1/Rooms/:room/Participants/:participant', { params: none }, ({ at }) => {
    const room = requireRoom(cloud, at.room)
    return ok(roomParticipantBody(cloud, room, requireParticipant(room, at.participant)))
  }),
  route(
    'POST',
    '/v1/Rooms/:room/Participants/:participant',
    { params: z.strictObject({ Status: z.literal('disconnected') }) },
    ({ at }) => {
      const room = requireRoom(cloud, at.room)
      const participant = requireParticipant(room, at.participant)
      if (participant.status === 'disconnected') throw invalid('Participant is already disconnected')
      disconnectParticipant(cloud, room, participant)
      return accepted(roomParticipantBody(cloud, room, participant))
    },
  ),
  route('POST', '/v1/Rooms/:room/Participants/:participant/Anonymize', { params: none }, ({ at }) => {
    const room = requireRoom(cloud, at.room)
    const participant = requireParticipant(room, at.participant)
    anonymizeParticipant(cloud, room, participant)
    const { links: _, ...body } = roomParticipantBody(cloud, room, participant)
    return ok({ ...body, url: `${body.url}/Anonymize` })
  }),
]

/** Finds a participant by SID, or by identity while connected; 404 if there is none. */
export function requireParticipant(room: Room, sidOrIdentity: string): RoomParticipant {
  const participant = room.participants.get(sidOrIdentity) ?? room.connected.get(sidOrIdentity)
  if (participant === undefined) throw notFound(`/Rooms/${room.sid}/Participants/${sidOrIdentity}`)
  return participant
}

/** Without `Status`: the participants who are in a live room, or who were in a completed one. */
function listParticipants(room: Room, params: z.output<typeof listParameters>): RoomParticipant[] {
  const wanted = params.Status ?? (room.status === 'completed' ? 'disconnected' : 'present')
  const { DateCreatedAfter: after = 0, DateCreatedBefore: before = Number.POSITIVE_INFINITY } = params
  return [...room.participants.values()].filter(
    (each) =>
      (wanted === 'present' ? each.status !== 'disconnected' : each.status === wanted) &&
      (params.Identity === undefined || each.identity === params.Identity) &&
      each.startedAt >= after &&
      each.startedAt <= before,
  )
}
