import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { Gap } from '../rest/gap.ts'
import { jsonParameter } from '../rest/json-parameter.ts'
import { page } from '../rest/paging.ts'
import { date, flag, integer, none, paging, repeated, sid, text, url } from '../rest/parameters.ts'
import { invalid, notFound } from '../rest/rest-error.ts'
import { created, deleted, ok, type Route, route } from '../rest/route.ts'
import { compositionBody, compositionStatus } from './compositions.ts'
import { requireRoom } from './find-room.ts'
import type { Composition } from './model.ts'

const resolution = z
  .string()
  .regex(/^\d+x\d+$/, 'not a resolution')
  .refine((value) => {
    const [width = 0, height = 0] = value.split('x').map(Number)
    return [width, height].every((each) => each >= 16 && each <= 1_280) && width * height <= 921_600
  }, 'too large or too small')

const createParameters = z.strictObject({
  RoomSid: sid('RM'),
  VideoLayout: jsonParameter(z.record(z.string(), z.unknown())).optional(),
  AudioSources: repeated(text).optional(),
  AudioSourcesExcluded: repeated(text).optional(),
  Resolution: resolution.optional(),
  Format: z.enum(['mp4', 'webm']).optional(),
  Trim: flag.optional(),
  StatusCallback: url.optional(),
  StatusCallbackMethod: z.enum(['GET', 'POST']).optional(),
})

const listParameters = z.strictObject({
  Status: z.enum(['enqueued', 'processing', 'completed', 'deleted', 'failed']).optional(),
  DateCreatedAfter: date.optional(),
  DateCreatedBefore: date.optional(),
  RoomSid: sid('RM').optional(),
  ...paging(1000),
})

const mediaParameters = z.strictObject({ Ttl: integer(1, 3_600).optional(), ContentDisposition: text.optional() })

/** Resources of the account that are not imitated. */
const others = ['/v1/CompositionHooks', '/v1/CompositionSettings', '/v1/RecordingSettings'] as const

/** /v1/Compositions (Twilio docs: "Compositions Resource"). Status callbacks are not sent. */
export const compositionRoutes = (cloud: Cloud): readonly Route[] => [
  route('POST', '/v1/Compositions', { params: createParameters, idle: ['StatusCallback'] }, ({ params }) => {
    if (params.VideoLayout === undefined && params.AudioSources === undefined)
      throw invalid('VideoLayout or AudioSources is required')
    return created(compositionBody(cloud, compose(cloud, params)))
  }),
  route('GET', '/v1/Compositions', { params: listParameters }, (call) => {
    const { items, meta } = page(listCompositions(cloud, call.params), call, 'compositions')
    return ok({ compositions: items.map((each) => compositionBody(cloud, each)), meta })
  }),
  route('GET', '/v1/Compositions/:composition', { params: none }, ({ at }) =>
    ok(compositionBody(cloud, requireComposition(cloud, at.composition))),
  ),
  route('DELETE', '/v1/Compositions/:composition', { params: none }, ({ at }) => {
    requireComposition(cloud, at.composition).deletedAt ??= cloud.clock.now()
    return deleted
  }),
  route('GET', '/v1/Compositions/:composition/Media', { params: mediaParameters }, ({ at, path }) => {
    const composition = requireComposition(cloud, at.composition)
    if (compositionStatus(composition, cloud.clock.now()) !== 'completed') throw notFound(path)
    throw new Gap('what has been composed')
  }),
  ...others.flatMap((path) =>
    (['GET', 'POST', 'DELETE'] as const).flatMap((method) =>
      [path, `${path}/:one`].map((each) =>
        route(method, each, { params: z.looseObject({}) }, () => {
          throw new Gap(path.slice('/v1/'.length))
        }),
      ),
    ),
  ),
]

function compose(cloud: Cloud, params: z.output<typeof createParameters>): Composition {
  const composition: Composition = {
    order: cloud.nextOrder(),
    sid: cloud.newSid('CJ'),
    room: requireRoom(cloud, params.RoomSid),
    createdAt: cloud.clock.now(),
    deletedAt: null,
    videoLayout: params.VideoLayout ?? {},
    audioSources: params.AudioSources ?? [],
    audioSourcesExcluded: params.AudioSourcesExcluded ?? [],
    resolution: params.Resolution ?? '640x480',
    format: params.Format ?? 'webm',
    trim: params.Trim ?? true,
    statusCallback: params.StatusCallback ?? null,
    statusCallbackMethod: params.StatusCallbackMethod ?? 'POST',
  }
  cloud.video.compositions.set(composition.sid, composition)
  cloud.journal.change('composition.created', composition.sid, { roomSid: composition.room.sid })
  return composition
}

function requireComposition(cloud: Cloud, sid: string): Composition {
  const composition = cloud.video.compositions.get(sid)
  if (composition === undefined) throw notFound(`/Compositions/${sid}`)
  return composition
}

function listCompositions(cloud: Cloud, params: z.output<typeof listParameters>): readonly Composition[] {
  const { Status: status, RoomSid: roomSid } = params
  const { DateCreatedAfter: after = 0, DateCreatedBefore: before = Number.POSITIVE_INFINITY } = params
  const now = cloud.clock.now()
  return [...cloud.video.compositions.values()].filter(
    (each) =>
      (status === undefined || compositionStatus(each, now) === status) &&
      each.room.sid === (roomSid ?? each.room.sid) &&
      each.createdAt >= after &&
      each.createdAt <= before,
  )
}
