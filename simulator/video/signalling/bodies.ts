import type { Cloud } from '../../cloud/cloud.ts'
import type { Room, RoomParticipant } from '../model.ts'
import { isRecording } from '../recording-rules.ts'
import type { Session } from './state.ts'

/** A participant as the other browsers see it. */
export const remoteParticipant = ({ sid, identity, status, revision, tracks }: RoomParticipant) => ({
  sid,
  identity,
  state: status,
  revision,
  tracks: tracks.map((track) => ({
    sid: track.sid,
    kind: track.kind,
    name: track.name,
    enabled: track.enabled,
    priority: track.priority,
  })),
})

/** Which SIDs the browser's own tracks have got. */
export function published(session: Session) {
  session.publishedRevision += 1
  const tracks = session.participant.tracks.map(({ id, sid }) => ({ id, sid, state: 'ready' }))
  return { revision: session.publishedRevision, tracks }
}

/** The whole list of tracks that the browser is to receive: what is left out is unsubscribed. */
export function subscribed(session: Session) {
  session.subscribedRevision += 1
  const tracks = session.subscribesToAll ? others(session).flatMap((each) => each.tracks) : []
  return { revision: session.subscribedRevision, tracks: tracks.map(({ id, sid }) => ({ id, sid })) }
}

export const recording = (room: Room) => ({ is_recording: isRecording(room), revision: room.recordingRevision })

/** All of a room, for the browser that enters or re-enters it. */
export function wholeRoom(session: Session) {
  const { room, participant } = session
  return {
    sid: room.sid,
    name: room.uniqueName,
    session: session.id,
    participant: {
      sid: participant.sid,
      identity: participant.identity,
      state: 'connected',
      revision: participant.revision,
    },
    participants: others(session).map(remoteParticipant),
    published: published(session),
    subscribed: subscribed(session),
    recording: recording(room),
    options: {
      session_timeout: session.timeoutSeconds,
      signaling_region: room.mediaRegion,
      media_region: room.mediaRegion,
      audio_processors: [],
    },
  }
}

function others({ room, participant }: Session): RoomParticipant[] {
  return [...room.connected.values()].filter((each) => each !== participant)
}

/** The browsers in a room, but for one participant's. */
export function sessionsIn(cloud: Cloud, room: Room, except?: RoomParticipant): Session[] {
  return [...room.connected.values()]
    .filter((each) => each !== except)
    .flatMap(({ sid }) => cloud.signalling.sessions.get(sid) ?? [])
}
