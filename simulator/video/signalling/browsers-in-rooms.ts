import type { Cloud } from '../../cloud/cloud.ts'
import type { Departure, Room, RoomListener, RoomParticipant } from '../model.ts'
import { published, recording, remoteParticipant, sessionsIn, subscribed } from './bodies.ts'
import type { Session } from './state.ts'

/** Sends a room's browsers every change of the room, whether a browser, REST or a timer caused it. */
export function browsersInRooms(cloud: Cloud): RoomListener {
  const updateOthers = (room: Room, participant: RoomParticipant): void => {
    for (const other of sessionsIn(cloud, room, participant)) {
      update(other, { participants: [remoteParticipant(participant)], subscribed: subscribed(other) })
    }
  }
  return {
    joined: updateOthers,
    changed(room, participant) {
      const own = cloud.signalling.sessions.get(participant.sid)
      if (own !== undefined) update(own, { published: published(own) })
      updateOthers(room, participant)
      cloud.mediaServer.follow(room)
    },
    left(room, participant, why, had) {
      const own = cloud.signalling.sessions.get(participant.sid)
      const toldTo = own?.media.leave(own)
      if (own !== undefined) sayGoodbye(cloud, own, why)
      // When a room ends, browsers get only that message, not one for each participant who leaves.
      if (why === 'room-ended') return
      for (const other of sessionsIn(cloud, room)) {
        update(other, {
          // Keeps the tracks in the list; otherwise the SDK reports them as unpublished before the participant leaves.
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

/**
 * How browsers learn of each reason: the SDK turns 53118, 53205 and 53216 into `TwilioError`s; the other reasons are
 * not errors.
 */
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
