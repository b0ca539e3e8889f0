import type { Cloud } from '../../cloud/cloud.ts'
import { announced } from '../media/media-channels.ts'
import type { PublishedTrack, Room, RoomParticipant } from '../model.ts'
import { nearestRegion } from '../regions.ts'
import { subscribedTracks } from '../subscriptions.ts'
import type { Session } from './state.ts'

/** A participant as the other browsers see it. */
export const remoteParticipant = (
  { sid, identity, status, revision, tracks: own }: RoomParticipant,
  tracks: readonly PublishedTrack[] = own,
) => ({
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

/** The SIDs of the browser's own tracks, and the refused tracks. */
export function published(session: Session) {
  session.publishedRevision += 1
  const tracks = session.participant.tracks.map(({ id, sid }) => ({ id, sid, state: 'ready' }))
  const refused = session.refused.map((each) => ({ ...each, state: 'failed' }))
  return { revision: session.publishedRevision, tracks: [...tracks, ...refused] }
}

/** The full list of tracks that the browser receives: the SDK unsubscribes from every track that is not in it. */
export function subscribed(session: Session) {
  session.subscribedRevision += 1
  const received = subscribedTracks(session.room, session.participant)
  return { revision: session.subscribedRevision, tracks: received.map(({ track: { id, sid } }) => ({ id, sid })) }
}

/** Whether the room is being recorded, as browsers are told. */
export const recording = (room: Room) => ({ is_recording: room.isRecording, revision: room.recordingRevision })

/** The noise cancellation vendors that a room allows. The SDK switches a vendor that is not listed off for good. */
const noiseCancellers = ['krisp', 'rnnoise']

/** The whole state of a room, for a browser that joins or rejoins it. */
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
    participants: others(session).map((each) => remoteParticipant(each)),
    published: published(session),
    subscribed: subscribed(session),
    recording: recording(room),
    media_signaling: announced(session.asked),
    options: {
      session_timeout: session.timeoutSeconds,
      signaling_region: session.connection?.region ?? nearestRegion,
      media_region: room.mediaRegion,
      audio_processors: noiseCancellers,
    },
  }
}

function others({ room, participant }: Session): RoomParticipant[] {
  return [...room.connected.values()].filter((each) => each !== participant)
}

/** The browsers in a room, except one participant's. */
export function sessionsIn(cloud: Cloud, room: Room, except?: RoomParticipant): Session[] {
  return [...room.connected.values()]
    .filter((each) => each !== except)
    .flatMap(({ sid }) => cloud.signalling.sessions.get(sid) ?? [])
}
