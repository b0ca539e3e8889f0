import { Hono } from 'hono'
import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { RestError } from '../rest/rest-error.ts'
import { verifyAccessToken } from '../video/access-token.ts'
import { roomParticipantBody } from '../video/bodies.ts'
import { findRoom } from '../video/find-room.ts'
import type { Room } from '../video/model.ts'
import { connectParticipant, disconnectParticipant } from '../video/room-life.ts'
import { present } from './control-error.ts'
import { readBody } from './read-body.ts'

/** People in video rooms, without a browser. */
export function videoControls(cloud: Cloud): Hono {
  const app = new Hono()
  app.post('/video/connect', async (c) => {
    const { token, room: wanted } = await readBody(
      c,
      z.strictObject({ token: z.string(), room: z.string().optional() }),
    )
    const grant = verifyAccessToken(cloud.account, token, cloud.clock.now())
    const room = roomFor(cloud, grant.room ?? wanted)
    const participant = connectParticipant(cloud, room, grant.identity)
    return c.json({ participantSid: participant.sid, roomSid: room.sid, identity: grant.identity }, 201)
  })
  app.post('/rooms/:room/participants', async (c) => {
    const { identity } = await readBody(c, z.strictObject({ identity: z.string().min(1).max(128) }))
    const room = roomFor(cloud, c.req.param('room'))
    return c.json(roomParticipantBody(cloud, room, connectParticipant(cloud, room, identity)), 201)
  })
  app.delete('/rooms/:room/participants/:participant', (c) => {
    const { room: roomSid, participant: name } = c.req.param()
    const room = present(findRoom(cloud, roomSid), 'room', roomSid)
    const found = room.participants.get(name) ?? room.connected.get(name)
    const participant = present(found, 'participant', name)
    disconnectParticipant(cloud, room, participant)
    return c.json(roomParticipantBody(cloud, room, participant))
  })
  return app
}

function roomFor(cloud: Cloud, sidOrName: string | undefined): Room {
  const room = findRoom(cloud, sidOrName ?? '')
  if (room === undefined) throw new RestError(404, 53106, 'Room not found')
  return room
}
