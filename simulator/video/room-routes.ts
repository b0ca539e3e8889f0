import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { page } from '../rest/paging.ts'
import { date, none, paging, text } from '../rest/parameters.ts'
import { invalid } from '../rest/rest-error.ts'
import { accepted, created, ok, type Route, route } from '../rest/route.ts'
import { roomBody } from './bodies.ts'
import { createRoom, roomParameterCodes, roomParameters } from './create-room.ts'
import { requireRoom } from './find-room.ts'
import type { Room } from './model.ts'
import { recordingRulesBody, setRecordingRules } from './recording-rules.ts'
import { endRoom } from './room-life.ts'
import { trackRules } from './track-rules.ts'

const listParameters = z.strictObject({
  Status: z.enum(['in-progress', 'completed', 'failed']).optional(),
  UniqueName: text.optional(),
  DateCreatedAfter: date.optional(),
  DateCreatedBefore: date.optional(),
  ...paging(1000),
})

/** A room may be transcribed, but nothing recognises speech here. */
const idle = ['TranscribeParticipantsOnConnect']

/** /v1/Rooms (Twilio docs: "Rooms Resource", "Recording Rules"). */
export const roomRoutes = (cloud: Cloud): readonly Route[] => [
  route('POST', '/v1/Rooms', { params: roomParameters, codes: roomParameterCodes, idle }, ({ params }) =>
    created(roomBody(cloud, createRoom(cloud, params))),
  ),
  route('GET', '/v1/Rooms', { params: listParameters }, (call) => {
    const { items, meta } = page(listRooms(cloud, call.params), call, 'rooms')
    return ok({ rooms: items.map((room) => roomBody(cloud, room)), meta })
  }),
  route('GET', '/v1/Rooms/:room', { params: none }, ({ at }) => ok(roomBody(cloud, requireRoom(cloud, at.room)))),
  route(
    'POST',
    '/v1/Rooms/:room',
    { params: z.strictObject({ Status: z.literal('completed') }), codes: { Status: 53112 } },
    ({ at }) => {
      const room = requireRoom(cloud, at.room)
      if (room.status === 'completed') throw invalid('Room status is invalid: already completed', 53112)
      endRoom(cloud, room, 'api')
      return accepted(roomBody(cloud, room))
    },
  ),
  route('GET', '/v1/Rooms/:room/RecordingRules', { params: none }, ({ at }) =>
    ok(recordingRulesBody(requireRoom(cloud, at.room))),
  ),
  route(
    'POST',
    '/v1/Rooms/:room/RecordingRules',
    { params: z.strictObject({ Rules: trackRules }), codes: { Rules: 53120 } },
    ({ at, params }) => {
      const room = requireRoom(cloud, at.room)
      setRecordingRules(cloud, room, params.Rules)
      return ok(recordingRulesBody(room))
    },
  ),
]

/** Newest first. Without a status only rooms in progress are listed. */
function listRooms(cloud: Cloud, params: z.output<typeof listParameters>): Room[] {
  const { Status: status = 'in-progress', UniqueName: name } = params
  const { DateCreatedAfter: after = 0, DateCreatedBefore: before = Number.POSITIVE_INFINITY } = params
  const { rooms, inProgress } = cloud.video
  if (status === 'in-progress' && name !== undefined) {
    const room = inProgress.get(name)
    return room !== undefined && room.createdAt >= after && room.createdAt <= before ? [room] : []
  }
  return [...rooms.values()]
    .filter(
      (room) =>
        room.status === status &&
        (name === undefined || room.uniqueName === name) &&
        room.createdAt >= after &&
        room.createdAt <= before,
    )
    .reverse()
}
