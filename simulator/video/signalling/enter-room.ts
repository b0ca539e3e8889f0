import { randomUUID } from 'node:crypto'
import type { Cloud } from '../../cloud/cloud.ts'
import { RestError } from '../../rest/rest-error.ts'
import { verifyVideoToken } from '../access-token.ts'
import { createRoom } from '../create-room.ts'
import { findRoom } from '../find-room.ts'
import { mediaChannels } from '../media/media-channels.ts'
import type { Room } from '../model.ts'
import { type RefusedTrack, sortTracks } from '../refused-tracks.ts'
import { connectParticipant } from '../room-life.ts'
import { published, wholeRoom } from './bodies.ts'
import type { Message } from './messages.ts'
import { mediaFor } from './room-media.ts'
import type { Connection, Session } from './state.ts'

/** Lets a browser join a room. */
export function enterRoom(cloud: Cloud, connection: Connection, message: Message<'connect'>): void {
  const { identity, room: granted } = verifyVideoToken(cloud.account, message.token, cloud.clock.now())
  const room = roomFor(cloud, message.name ?? granted ?? '', granted)
  const { taken, refused } = sortTracks(room, [], message.participant.tracks)
  const participant = connectParticipant(cloud, room, identity, taken)
  participant.subscribeRules = message.subscribe?.rules ?? participant.subscribeRules
  const media = mediaFor(cloud, room)
  const session: Session = {
    id: randomUUID(),
    room,
    participant,
    timeoutSeconds: cloud.signalling.sessionTimeoutSeconds,
    connection,
    media,
    asked: mediaChannels.filter((each) => media.hasChannels && message.media_signaling?.[each] !== undefined),
    bandwidthProfile: message.bandwidth_profile ?? undefined,
    refused: [],
    heard: message.participant.revision,
    publishedRevision: 0,
    subscribedRevision: 0,
    pairs: new Map(),
    stopTimer: () => undefined,
    shutOutUntil: 0,
  }
  connection.session = session
  cloud.signalling.sessions.set(participant.sid, session)
  const peerConnections = session.media.enter(session, message.peer_connections ?? [])
  connection.send({ type: 'connected', ...wholeRoom(session), peer_connections: peerConnections })
  refuseTracks(session, refused)
  session.media.entered(session)
}

/** Sent after `connected`, because an application can listen for failed publications only once it has the room. */
function refuseTracks(session: Session, refused: readonly RefusedTrack[]): void {
  if (refused.length === 0) return
  session.refused = refused
  session.connection?.send({ type: 'update', published: published(session) })
}

/** Finds the requested room by SID or name. A token for one room opens no other (20106). */
function roomFor(cloud: Cloud, asked: string, granted: string | undefined): Room {
  if (asked.length > 128) throw new RestError(400, 53101, 'Room name is too long')
  const room = findRoom(cloud, asked)
  if (granted !== undefined && granted !== asked && (room === undefined || findRoom(cloud, granted) !== room)) {
    throw new RestError(401, 20106, 'Invalid Access Token grants')
  }
  if (room === undefined && cloud.signalling.adHocRooms && !isRoomSid(asked)) {
    return createRoom(cloud, asked === '' ? {} : { UniqueName: asked })
  }
  if (room === undefined) throw new RestError(404, 53106, 'Room not found')
  return room
}

const isRoomSid = (name: string): boolean => /^RM[0-9a-f]{32}$/.test(name)
