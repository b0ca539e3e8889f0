import { z } from 'zod'
import { isThisMachine } from '../browsers/own-hosts.ts'
import type { Cloud } from '../cloud/cloud.ts'
import { text, textUpTo, url } from '../rest/parameters.ts'
import { invalid, notFound } from '../rest/rest-error.ts'
import { ok, type Route } from '../rest/route.ts'
import { accountRoute } from './account-route.ts'
import { streamBody } from './bodies.ts'
import { requireCall } from './find.ts'
import { findStream, startStream, stopStream } from './stream-life.ts'

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

/** …/Calls/{call}/Streams (Twilio docs: "Stream resource"). Only to be started and stopped: no list, no fetch. */
export const streamRoutes = (cloud: Cloud): readonly Route[] => [
  accountRoute(
    cloud,
    'POST',
    '/Calls/:call/Streams.json',
    { params: createParameters, codes: { Track: 31941 } },
    ({ at, params }) => {
      const { Url, Name, Track = 'inbound_track', StatusCallback, StatusCallbackMethod = 'POST', ...others } = params
      const call = requireCall(cloud, at.call)
      requireDestination(Url, cloud.voice.settings.allowWs)
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
      // Twilio does not document what one that has stopped answers; 404 is its usual answer for what is over.
      if (stream === undefined || stream.status === 'stopped') throw notFound(path)
      stopStream(cloud, stream)
      return ok(streamBody(cloud, stream))
    },
  ),
]

function requireDestination(destination: string, allowWs: boolean): void {
  const parsed = URL.canParse(destination) ? new URL(destination) : undefined
  const onThisMachine = parsed !== undefined && isThisMachine(parsed.hostname)
  const secure = parsed?.protocol === 'wss:' || (parsed?.protocol === 'ws:' && allowWs && onThisMachine)
  if (!secure) throw invalid("Invalid parameter 'Url': a wss:// address is needed")
  if (destination.includes('?')) throw invalid("Invalid parameter 'Url': no query string; use parameters instead")
}

/** What the receiver is told in `start`. A name and its value have fewer than 500 characters together. */
function customParameters(given: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const known = new Set(numbers.flatMap((n) => [`Parameter${n}.Name`, `Parameter${n}.Value`]))
  const unknown = Object.keys(given).find((name) => !known.has(name))
  if (unknown !== undefined) throw invalid(`Unknown parameter '${unknown}'`)
  const pairs = numbers.flatMap((n) => {
    const name = given[`Parameter${n}.Name`]
    const value = given[`Parameter${n}.Value`] ?? ''
    if (name === undefined) return []
    if (name.length + value.length >= 500) throw invalid(`Parameter${n}: name and value have 500 characters or more`)
    return [[name, value] as const]
  })
  return Object.fromEntries(pairs)
}
