import { randomUUID } from 'node:crypto'
import type { Cloud } from '../../cloud/cloud.ts'
import { RestError } from '../../rest/rest-error.ts'
import { verifyAccessToken } from '../access-token.ts'
import { findRoom } from '../find-room.ts'
import type { Room } from '../model.ts'
import { connectParticipant } from '../room-life.ts'
import { wholeRoom } from './bodies.ts'
import type { Message } from './messages.ts'
import { createOffer, createPair } from './pair.ts'
import type { Connection, Session } from './state.ts'

/** A browser enters a room. Everybody who is there already is asked to offer it a peer connection. */
export function enterRoom(cloud: Cloud, connection: Connection, message: Message<'connect'>): void {
  const { identity, room: granted } = verifyAccessToken(cloud.account, message.token, cloud.clock.now())
  const room = roomFor(cloud, message.name ?? granted ?? '', granted)
  const participant = connectParticipant(cloud, room, identity, message.participant.tracks)
  const session: Session = {
    id: randomUUID(),
    room,
    participant,
    subscribesToAll: message.subscribe?.rules.every(({ type, all }) => type !== 'exclude' || all !== true) ?? true,
    timeoutSeconds: cloud.signalling.sessionTimeoutSeconds,
    connection,
    heard: message.participant.revision,
    publishedRevision: 0,
    subscribedRevision: 0,
    pairs: new Map(),
    stopTimer: () => undefined,
    shutOutUntil: 0,
  }
  connection.session = session
  cloud.signalling.sessions.set(participant.sid, session)
  // The SDK offers before it knows anybody. Nobody takes that offer up: the others are asked for theirs instead.
  const speculative = (message.peer_connections ?? []).map(({ id, description }) => ({
    id,
    description: { type: 'close', revision: (description?.revision ?? 1) + 1 },
  }))
  connection.send({ type: 'connected', ...wholeRoom(session), peer_connections: speculative })
  for (const { sid } of room.connected.values()) {
    const older = cloud.signalling.sessions.get(sid)
    if (older === undefined || older === session) continue
    const { id } = createPair(older, session)
    older.connection?.send({ type: 'update', peer_connections: [{ id, description: createOffer }] })
  }
}

/** The room that is asked for by SID or name. A token made for a room opens no other (20106); none is made here. */
function roomFor(cloud: Cloud, asked: string, granted: string | undefined): Room {
  if (asked.length > 128) throw new RestError(400, 53101, 'Room name is too long')
  const room = findRoom(cloud, asked)
  if (granted !== undefined && granted !== asked && (room === undefined || findRoom(cloud, granted) !== room)) {
    throw new RestError(401, 20106, 'Invalid Access Token grants')
  }
  if (room === undefined) throw new RestError(404, 53106, 'Room not found')
  return room
}
