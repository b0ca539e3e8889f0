import type { Cloud } from '../../cloud/cloud.ts'
import { RestError } from '../../rest/rest-error.ts'
import { verifyVideoToken } from '../access-token.ts'
import { sortTracks } from '../refused-tracks.ts'
import { disconnectParticipant, setReachable } from '../room-life.ts'
import { changeTracks } from '../tracks.ts'
import { published, wholeRoom } from './bodies.ts'
import type { Message } from './messages.ts'
import type { Connection, Session } from './state.ts'

/** Applies a browser's tracks and peer connection messages. Every message repeats all its tracks. */
export function takeUpdate(cloud: Cloud, session: Session, message: Message<'update'> | Message<'sync'>): void {
  const { participant } = message
  if (participant && participant.revision > session.heard) {
    session.heard = participant.revision
    const { taken, refused } = sortTracks(session.room, session.participant.tracks, participant.tracks)
    session.refused = refused
    const isTold = changeTracks(cloud, session.room, session.participant, taken)
    if (!isTold && refused.length > 0) session.connection?.send({ type: 'update', published: published(session) })
  }
  if (message.type === 'update' && message.bandwidth_profile) {
    session.bandwidthProfile = message.bandwidth_profile
    cloud.mediaServer.follow(session.room)
  }
  for (const each of message.peer_connections ?? []) session.media.hear(session, each)
}

/**
 * Resumes a browser's session on a new connection, with all changes in between. The token must still be valid (Twilio
 * docs: "Access Tokens").
 */
export function comeBack(cloud: Cloud, connection: Connection, message: Message<'sync'>): void {
  const { identity } = verifyVideoToken(cloud.account, message.token, cloud.clock.now())
  const session = findSession(cloud, message.session)
  if (session === undefined || session.participant.identity !== identity) {
    throw new RestError(404, 53204, 'Participant not found')
  }
  const older = session.connection
  // The browser must get the whole room before any other message.
  session.connection = undefined
  if (older !== undefined) older.session = undefined
  if (older !== connection) older?.cut()
  session.stopTimer()
  setReachable(cloud, session.room, session.participant, true)
  takeUpdate(cloud, session, message)
  session.connection = connection
  connection.session = session
  connection.send({ type: 'synced', ...wholeRoom(session), peer_connections: session.media.everything(session) })
}

/** Handles a closed connection. A browser that did not say bye gets time to come back. */
export function loseConnection(cloud: Cloud, connection: Connection, saidBye: boolean): void {
  const { session } = connection
  connection.session = undefined
  if (session === undefined) return
  const { room, participant } = session
  if (saidBye) {
    disconnectParticipant(cloud, room, participant, 'left')
    return
  }
  session.connection = undefined
  session.stopTimer = cloud.clock.after(session.timeoutSeconds * 1000, () =>
    disconnectParticipant(cloud, room, participant, 'lost'),
  )
  setReachable(cloud, room, participant, false)
}

/** A linear search is enough: sessions are few, and only reconnecting browsers are looked up. */
export function findSession(cloud: Cloud, id: string): Session | undefined {
  return [...cloud.signalling.sessions.values()].find((session) => session.id === id)
}
