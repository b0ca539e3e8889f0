import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { text, textUpTo, url } from '../rest/parameters.ts'
import { invalid, notFound } from '../rest/rest-error.ts'
import { ok, type Route } from '../rest/route.ts'
import { accountRoute } from './account-route.ts'
import { streamBody } from './bodies.ts'
import { requireCall } from './find.ts'
import { findStream, startStream, stopStream } from './stream-life.ts'
import { destinationProblem, isParameterTooLong } from './stream-terms.ts'

const numbers = Array.from({ length: 99 }, (_, index) => index + 1)

const createParameters = z
  .object({
    Url: text,
    Name: textUpTo(512).optional(),
    Track: z.enum(['inbound_track', 'outbound_track', 'both_tracks']).optional(),
    StatusCallback: url.optional(),
    StatusCallbackMethod: z.enum(['GET', 'POST']).optional(),
  })
  .catchall(text)

/**
 * …/Calls/{call}/Streams (Twilio docs: "Stream resource"). Streams can be started and stopped; there is no list and no
 * fetch.
 */
export const streamRoutes = (cloud: Cloud): readonly Route[] => [
  accountRoute(
    cloud,
    'POST',
    '/Calls/:call/Streams.json',
    { params: createParameters, codes: { Track: 31941 } },
    ({ at, params }) => {
      const { Url, Name, Track = 'inbound_track', StatusCallback, StatusCallbackMethod = 'POST', ...others } = params
      const call = requireCall(cloud, at.call)
      const problem = destinationProblem(Url, cloud.voice.settings.allowWs)
      if (problem !== null) throw invalid(`Invalid parameter 'Url': ${problem}`)
      const stream = startStream(cloud, call, {
        name: Name,
        url: Url,
        track: Track,
        parameters: customParameters(others),
        listening:
          StatusCallback === undefined ? null : { url: StatusCallback, method: StatusCallbackMethod, events: null },
      })
      return ok(streamBody(cloud, stream))
    },
  ),
  accountRoute(
    cloud,
    'POST',
    '/Calls/:call/Streams/:stream',
    { params: z.strictObject({ Status: z.literal('stopped') }) },
    ({ at, path }) => {
      const stream = findStream(requireCall(cloud, at.call), at.stream)
      // Twilio does not document the answer for a stream that has stopped; 404 is its usual answer for ended resources.
      if (stream === undefined || stream.status === 'stopped') {
        const isMissing = stream === undefined || !cloud.untrue.has('stopped-stream-is-missing')
        throw isMissing ? notFound(path) : invalid('Stream is not in progress')
      }
      stopStream(cloud, stream)
      return ok(streamBody(cloud, stream))
    },
  ),
]

/** The custom parameters that the receiver gets in `start`. */
function customParameters(given: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const known = new Set(numbers.flatMap((n) => [`Parameter${n}.Name`, `Parameter${n}.Value`]))
  const unknown = Object.keys(given).find((name) => !known.has(name))
  if (unknown !== undefined) throw invalid(`Unknown parameter '${unknown}'`)
  const pairs = numbers.flatMap((n) => {
    const name = given[`Parameter${n}.Name`]
    const value = given[`Parameter${n}.Value`] ?? ''
    if (name === undefined) return []
    if (isParameterTooLong(name, value)) throw invalid(`Parameter${n}: name and value have 500 characters or more`)
    return [[name, value] as const]
  })
  return Object.fromEntries(pairs)
}
