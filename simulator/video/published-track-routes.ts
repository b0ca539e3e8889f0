import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { page } from '../rest/paging.ts'
import { none, paging } from '../rest/parameters.ts'
import { notFound } from '../rest/rest-error.ts'
import { ok, type Route, route } from '../rest/route.ts'
import { publishedTrackBody } from './bodies.ts'
import { requireRoom } from './find-room.ts'
import { requireParticipant } from './participant-routes.ts'

const tracks = '/v1/Rooms/:room/Participants/:participant/PublishedTracks' as const

/** The tracks that a participant publishes now, named by SID or name (Twilio docs: "PublishedTrack Subresource"). */
export const publishedTrackRoutes = (cloud: Cloud): readonly Route[] => [
  route('GET', tracks, { params: z.strictObject(paging(1000)) }, (call) => {
    const room = requireRoom(cloud, call.at.room)
    const participant = requireParticipant(room, call.at.participant)
    const { items, meta } = page(participant.tracks, call, 'published_tracks')
    return ok({ published_tracks: items.map((track) => publishedTrackBody(room, participant, track)), meta })
  }),
  route('GET', `${tracks}/:track`, { params: none }, ({ at, path }) => {
    const room = requireRoom(cloud, at.room)
    const participant = requireParticipant(room, at.participant)
    const track = participant.tracks.find(({ sid, name }) => sid === at.track || name === at.track)
    if (track === undefined) throw notFound(path)
    return ok(publishedTrackBody(room, participant, track))
  }),
]
