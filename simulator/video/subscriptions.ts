import type { PublishedTrack, Room, RoomParticipant, TrackRule } from './model.ts'
import { chooses } from './track-rules.ts'

export const everything: readonly TrackRule[] = [{ type: 'include', all: true }]

/** The tracks of other participants that a participant receives. */
export function subscribedTracks(
  room: Room,
  subscriber: RoomParticipant,
): readonly { readonly publisher: RoomParticipant; readonly track: PublishedTrack }[] {
  if (subscriber.status === 'disconnected') return []
  return [...room.connected.values()]
    .filter((publisher) => publisher !== subscriber)
    .flatMap((publisher) => publisher.tracks.map((track) => ({ publisher, track })))
    .filter((each) => chooses(subscriber.subscribeRules, each))
}
