import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { isoSeconds } from '../cloud/dates.ts'
import { page } from '../rest/paging.ts'
import { none, paging } from '../rest/parameters.ts'
import { invalid, notFound } from '../rest/rest-error.ts'
import { ok, type Route, route } from '../rest/route.ts'
import { publishedTrackBody } from './bodies.ts'
import { requireRoom } from './find-room.ts'
import type { Room, RoomParticipant } from './model.ts'
import { requireParticipant } from './participant-routes.ts'
import { subscribedTracks } from './subscriptions.ts'
import { trackRules } from './track-rules.ts'

const participant = '/v1/Rooms/:room/Participants/:participant' as const

/** The tracks that a participant receives (Twilio docs: "Track Subscriptions", "SubscribedTrack Subresource"). */
export const subscriptionRoutes = (cloud: Cloud): readonly Route[] => [
  route('GET', `${participant}/SubscribeRules`, { params: none }, ({ at }) => {
    const room = requireRoom(cloud, at.room)
    return ok(rulesBody(room, requireParticipant(room, at.participant)))
  }),
  route(
    'POST',
    `${participant}/SubscribeRules`,
    { params: z.strictObject({ Rules: trackRules }) },
    ({ at, params: { Rules: rules } }) => {
      const room = requireRoom(cloud, at.room)
      const subscriber = requireParticipant(room, at.participant)
      if (subscriber.status === 'disconnected') throw invalid('Participant is disconnected')
      subscriber.subscribeRules = rules
      subscriber.rulesUpdatedAt = cloud.clock.now()
      cloud.journal.change('participant.subscribe-rules', subscriber.sid, { roomSid: room.sid })
      for (const { subscriptionChanged } of cloud.video.listeners) subscriptionChanged(room, subscriber)
      return ok(rulesBody(room, subscriber))
    },
  ),
  route('GET', `${participant}/SubscribedTracks`, { params: z.strictObject(paging(1000)) }, (call) => {
    const room = requireRoom(cloud, call.at.room)
    const subscriber = requireParticipant(room, call.at.participant)
    const received = subscribedTracks(room, subscriber).map((each) => ({ ...each, order: each.track.order }))
    const { items, meta } = page(received, call, 'subscribed_tracks')
    return ok({ subscribed_tracks: items.map((each) => subscribedTrackBody(room, subscriber, each)), meta })
  }),
  route('GET', `${participant}/SubscribedTracks/:track`, { params: none }, ({ at, path }) => {
    const room = requireRoom(cloud, at.room)
    const subscriber = requireParticipant(room, at.participant)
    const found = subscribedTracks(room, subscriber).find(({ track }) => [track.sid, track.name].includes(at.track))
    if (found === undefined) throw notFound(path)
    return ok(subscribedTrackBody(room, subscriber, found))
  }),
]

const rulesBody = (room: Room, { sid, subscribeRules, startedAt, rulesUpdatedAt }: RoomParticipant) => ({
  participant_sid: sid,
  room_sid: room.sid,
  rules: subscribeRules,
  date_created: isoSeconds(startedAt),
  date_updated: isoSeconds(rulesUpdatedAt),
})

function subscribedTrackBody(
  room: Room,
  subscriber: RoomParticipant,
  { publisher, track }: ReturnType<typeof subscribedTracks>[number],
) {
  const { url, ...published } = publishedTrackBody(room, subscriber, track)
  return { ...published, publisher_sid: publisher.sid, url: url.replace('/PublishedTracks/', '/SubscribedTracks/') }
}
