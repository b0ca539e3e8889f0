import type { Cloud } from '../../cloud/cloud.ts'
import type { Departure, Room, RoomListener, RoomParticipant } from '../model.ts'
import { published, recording, remoteParticipant, sessionsIn, subscribed } from './bodies.ts'
import type { Session } from './state.ts'

/** Keeps the browsers in a room up to date with it, whoever changed it: another browser, REST, a timer. */
export function browsersInRooms(cloud: Cloud): RoomListener {
  const tellOthers = (room: Room, participant: RoomParticipant): void => {
    for (const other of sessionsIn(cloud, room, participant)) {
      update(other, { participants: [remoteParticipant(participant)], subscribed: subscribed(other) })
    }
  }
  return {
    joined: tellOthers,
    changed(room, participant) {
      const own = cloud.signalling.sessions.get(participant.sid)
      if (own !== undefined) update(own, { published: published(own) })
      tellOthers(room, participant)
      cloud.mediaServer.follow(room)
    },
    left(room, participant, why, had) {
      const own = cloud.signalling.sessions.get(participant.sid)
      const toldTo = own?.media.leave(own)
      if (own !== undefined) sayGoodbye(cloud, own, why)
      // When a room ends, everybody is told that, rather than how it emptied.
      if (why === 'room-ended') return
      for (const other of sessionsIn(cloud, room)) {
        update(other, {
          // Its tracks stay listed, or the SDK would take them for unpublished before it is gone.
          participants: [remoteParticipant(participant, had)],
          subscribed: subscribed(other),
          peer_connections: toldTo?.(other) ?? [],
        })
      }
      cloud.mediaServer.follow(room)
    },
    subscriptionChanged(room, participant) {
      const own = cloud.signalling.sessions.get(participant.sid)
      if (own !== undefined) update(own, { subscribed: subscribed(own) })
      cloud.mediaServer.follow(room)
    },
    recordingChanged(room) {
      for (const session of sessionsIn(cloud, room)) update(session, { recording: recording(room) })
    },
  }
}

function update(session: Session, parts: Readonly<Record<string, unknown>>): void {
  session.connection?.send({ type: 'update', ...parts })
}

/** How the SDK tells it on: 53118, 53205 and 53216 are `TwilioError`s; other reasons are no error. */
const farewells: Readonly<Record<Departure, Readonly<Record<string, unknown>> | null>> = {
  left: null,
  lost: null,
  removed: { type: 'disconnected', status: 'disconnected' },
  replaced: { type: 'error', code: 53205, message: 'Participant disconnected because of duplicate identity' },
  'time-limit': { type: 'error', code: 53216, message: 'Participant session length exceeded' },
  'room-ended': { type: 'disconnected', status: 'completed' },
}

function sayGoodbye(cloud: Cloud, session: Session, why: Departure): void {
  const { connection, participant } = session
  cloud.signalling.sessions.delete(participant.sid)
  session.stopTimer()
  session.connection = undefined
  if (connection === undefined) return
  connection.session = undefined
  const farewell = farewells[why]
  if (farewell !== null) connection.send(farewell)
  connection.closeSoon()
}
