import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { Gap } from '../rest/gap.ts'
import { page } from '../rest/paging.ts'
import { date, integer, none, paging, repeated, sid, text } from '../rest/parameters.ts'
import { notFound } from '../rest/rest-error.ts'
import { deleted, ok, type Route, route } from '../rest/route.ts'
import { requireRoom } from './find-room.ts'
import type { Recording } from './model.ts'
import { recordingBody } from './recording-bodies.ts'
import { deleteRecording } from './recordings.ts'

const listParameters = z.strictObject({
  Status: z.enum(['processing', 'completed', 'deleted', 'failed']).optional(),
  SourceSid: sid('MT').optional(),
  DateCreatedAfter: date.optional(),
  DateCreatedBefore: date.optional(),
  GroupingSid: repeated(text).optional(),
  MediaType: z.enum(['audio', 'video']).optional(),
  ...paging(1000),
})

const mediaParameters = z.strictObject({ Ttl: integer(1, 3_600).optional(), ContentDisposition: text.optional() })

/** Recordings of a room and of the account (Twilio docs: "Recordings Resource", Programmable Video). */
export const recordingRoutes = (cloud: Cloud): readonly Route[] =>
  (['/v1/Rooms/:room/Recordings', '/v1/Recordings'] as const).flatMap((path) => {
    const isOfRoom = path !== '/v1/Recordings'
    const params = isOfRoom ? listParameters.omit({ GroupingSid: true, MediaType: true }) : listParameters
    return [
      route('GET', path, { params }, (call) => {
        const { items, meta } = page(listRecordings(recordingsAt(cloud, call.at), call.params), call, 'recordings')
        return ok({ recordings: items.map((each) => recordingBody(cloud, each, isOfRoom)), meta })
      }),
      route('GET', `${path}/:recording`, { params: none }, ({ at }) =>
        ok(recordingBody(cloud, requireRecording(cloud, at), isOfRoom)),
      ),
      route('DELETE', `${path}/:recording`, { params: none }, ({ at }) => {
        deleteRecording(cloud, requireRecording(cloud, at))
        return deleted
      }),
      route('GET', `${path}/:recording/Media`, { params: mediaParameters }, ({ at, path: asked }) => {
        if (requireRecording(cloud, at).status !== 'completed') throw notFound(asked)
        throw new Gap('what has been recorded')
      }),
    ]
  })

type At = { readonly room?: string; readonly recording?: string }

function recordingsAt(cloud: Cloud, { room }: At): readonly Recording[] {
  const rooms = room === undefined ? [...cloud.video.rooms.values()] : [requireRoom(cloud, room)]
  return rooms.flatMap(({ recordings }) => [...recordings.values()])
}

function requireRecording(cloud: Cloud, at: At): Recording {
  const recording = recordingsAt(cloud, at).find(({ sid }) => sid === at.recording)
  if (recording === undefined) throw notFound(`/Recordings/${at.recording}`)
  return recording
}

type Wanted = Omit<z.output<typeof listParameters>, 'PageSize' | 'Page' | 'PageToken'>

function listRecordings(all: readonly Recording[], params: Wanted): readonly Recording[] {
  const { DateCreatedAfter: after = 0, DateCreatedBefore: before = Number.POSITIVE_INFINITY } = params
  const { Status: status, SourceSid: source, MediaType: kind, GroupingSid: groups } = params
  return all.filter(
    (each) =>
      each.status === (status ?? each.status) &&
      each.track.sid === (source ?? each.track.sid) &&
      each.track.kind === (kind ?? each.track.kind) &&
      (groups?.every((sid) => sid === each.roomSid || sid === each.participantSid) ?? true) &&
      each.startedAt >= after &&
      each.startedAt <= before,
  )
}
