import { Hono } from 'hono'
import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { RestError } from '../rest/rest-error.ts'
import { verifyVideoToken } from '../video/access-token.ts'
import { roomBody, roomParticipantBody } from '../video/bodies.ts'
import { sendCaption } from '../video/captions.ts'
import { createRoom } from '../video/create-room.ts'
import { findRoom } from '../video/find-room.ts'
import type { Room } from '../video/model.ts'
import { connectParticipant, disconnectParticipant } from '../video/room-life.ts'
import { ControlError, present } from './control-error.ts'
import { readBody } from './read-body.ts'

/** Adds participants without a browser to video rooms, and causes trouble for participants with one. */
export function videoControls(cloud: Cloud): Hono {
  const app = new Hono()
  app.post('/video/connect', async (c) => {
    const { token, room: wanted } = await readBody(
      c,
      z.strictObject({ token: z.string(), room: z.string().optional() }),
    )
    const grant = verifyVideoToken(cloud.account, token, cloud.clock.now())
    const room = roomFor(cloud, grant.room ?? wanted)
    const participant = connectParticipant(cloud, room, grant.identity)
    return c.json({ participantSid: participant.sid, roomSid: room.sid, identity: grant.identity }, 201)
  })
  app.post('/rooms', async (c) => {
    const { type } = await readBody(c, z.strictObject({ type: z.enum(['group', 'go', 'peer-to-peer', 'group-small']) }))
    const room = createRoom(cloud, {})
    room.type = type
    return c.json(roomBody(cloud, room), 201)
  })
  app.post('/rooms/:room/participants', async (c) => {
    const { identity } = await readBody(c, z.strictObject({ identity: z.string().min(1).max(128) }))
    const room = roomFor(cloud, c.req.param('room'))
    return c.json(roomParticipantBody(cloud, room, connectParticipant(cloud, room, identity)), 201)
  })
  app.delete('/rooms/:room/participants/:participant', (c) => {
    const { room, participant } = findParticipant(cloud, c.req.param())
    disconnectParticipant(cloud, room, participant)
    return c.json(roomParticipantBody(cloud, room, participant))
  })
  app.post('/rooms/:room/participants/:participant/drop', async (c) => {
    const { forMs = 0 } = await readBody(c, z.strictObject({ forMs: z.number().int().min(0).optional() }))
    const { participant } = findParticipant(cloud, c.req.param())
    const session = present(cloud.signalling.sessions.get(participant.sid), 'browser of', participant.sid)
    session.shutOutUntil = Date.now() + forMs
    session.connection?.cut()
    return c.json({})
  })
  app.post('/rooms/:room/participants/:participant/media', async (c) => {
    const trouble = await readBody(c, mediaTrouble)
    const { participant } = findParticipant(cloud, c.req.param())
    const session = present(cloud.signalling.sessions.get(participant.sid), 'browser of', participant.sid)
    cloud.mediaServer.trouble(session, trouble)
    return c.json({})
  })
  app.post('/rooms/:room/participants/:participant/caption', async (c) => {
    const given = await readBody(c, caption)
    const { room, participant } = findParticipant(cloud, c.req.param())
    if (!sendCaption(cloud, room, participant, given))
      throw new ControlError(400, 'not_transcribed', `${participant.sid} is not transcribed`)
    return c.json({})
  })
  app.get('/signalling', (c) => c.json(signallingState(cloud)))
  app.post('/signalling', async (c) => {
    const { mode, sessionTimeoutSeconds, adHocRooms } = await readBody(c, signallingChange)
    if (mode !== undefined) cloud.signalling.mode = mode
    if (sessionTimeoutSeconds !== undefined) cloud.signalling.sessionTimeoutSeconds = sessionTimeoutSeconds
    if (adHocRooms !== undefined) cloud.signalling.adHocRooms = adHocRooms
    return c.json(signallingState(cloud))
  })
  return app
}

const mediaTrouble = z.strictObject({
  cut: z.boolean().optional(),
  quality: z.number().int().min(0).max(5).nullish(),
  track: z.string().optional(),
  switchedOff: z.boolean().optional(),
})

const caption = z.strictObject({
  text: z.string(),
  stability: z.number().min(0).max(1).optional(),
  languageCode: z.string().optional(),
})

const signallingChange = z.strictObject({
  mode: z.enum(['ok', 'refuse', 'silent', 'busy']).optional(),
  /** Applies to browsers that join from now on. */
  sessionTimeoutSeconds: z.number().positive().optional(),
  adHocRooms: z.boolean().optional(),
})

function signallingState({ signalling }: Cloud) {
  const { mode, sessionTimeoutSeconds, adHocRooms, glares, sessions, sockets } = signalling
  return { mode, sessionTimeoutSeconds, adHocRooms, glares, browsers: sessions.size, sockets: sockets.size }
}

function findParticipant(cloud: Cloud, at: { readonly room: string; readonly participant: string }) {
  const room = present(findRoom(cloud, at.room), 'room', at.room)
  const found = room.participants.get(at.participant) ?? room.connected.get(at.participant)
  return { room, participant: present(found, 'participant', at.participant) }
}

function roomFor(cloud: Cloud, sidOrName: string | undefined): Room {
  const room = findRoom(cloud, sidOrName ?? '')
  if (room === undefined) throw new RestError(404, 53106, 'Room not found')
  return room
}
