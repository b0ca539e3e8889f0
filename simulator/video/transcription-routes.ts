import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { page } from '../rest/paging.ts'
import { none, paging } from '../rest/parameters.ts'
import { notFound } from '../rest/rest-error.ts'
import { type Answer, accepted, ok, type Route, route } from '../rest/route.ts'
import { requireRoom } from './find-room.ts'
import type { Room, Transcription } from './model.ts'
import {
  changeTranscription,
  startTranscription,
  transcriptionBody,
  transcriptionConfiguration,
} from './transcription.ts'

const createParameters = z.strictObject({ Configuration: transcriptionConfiguration.optional() })
const updateParameters = createParameters.extend({ Status: z.enum(['started', 'stopped']).optional() })

const path = '/v1/Rooms/:room/Transcriptions' as const

/**
 * …/Transcriptions of a room (Twilio docs: "Real-time Transcriptions"). Nothing recognises speech: captions come from
 * the control door.
 */
export const transcriptionRoutes = (cloud: Cloud): readonly Route[] => [
  route('POST', path, { params: createParameters }, ({ at, params, path: asked }) => {
    const room = requireRoom(cloud, at.room)
    if (room.status === 'completed') throw notFound(asked)
    return silent(cloud, room, startTranscription(cloud, room, params.Configuration ?? {}))
  }),
  route('GET', path, { params: z.strictObject(paging(100)) }, (call) => {
    const room = requireRoom(cloud, call.at.room)
    const { items, meta } = page(room.transcription === null ? [] : [room.transcription], call, 'transcriptions')
    return ok({ transcriptions: items.map((each) => transcriptionBody(cloud, room, each)), meta })
  }),
  route('GET', `${path}/:ttid`, { params: none }, ({ at }) => {
    const room = requireRoom(cloud, at.room)
    return ok(transcriptionBody(cloud, room, requireTranscription(room, at.ttid)))
  }),
  route('POST', `${path}/:ttid`, { params: updateParameters }, ({ at, params }) => {
    const room = requireRoom(cloud, at.room)
    const transcription = requireTranscription(room, at.ttid)
    const isRunning = params.Status === undefined ? undefined : params.Status === 'started'
    changeTranscription(cloud, transcription, { isRunning, configuration: params.Configuration })
    return silent(cloud, room, transcription)
  }),
]

const silent = (cloud: Cloud, room: Room, transcription: Transcription): Answer => ({
  ...accepted(transcriptionBody(cloud, room, transcription)),
  gap: 'captions come only from the control door',
})

function requireTranscription({ transcription }: Room, ttid: string): Transcription {
  if (transcription?.ttid !== ttid) throw notFound(`/Transcriptions/${ttid}`)
  return transcription
}
