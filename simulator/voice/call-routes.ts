import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { Gap } from '../rest/gap.ts'
import { integer, none, textUpTo, url } from '../rest/parameters.ts'
import { invalid, RestError } from '../rest/rest-error.ts'
import { created, deleted, ok, type Route } from '../rest/route.ts'
import { accountRoute } from './account-route.ts'
import { callBody } from './bodies.ts'
import { endCall, isOver, limitCall } from './call-life.ts'
import { callParameters, idleOfCall, makeCall } from './create-call.ts'
import { requireCall } from './find.ts'
import { callListParameters, listCalls } from './list-calls.ts'
import { listPage } from './list-page.ts'
import type { Call } from './model.ts'
import { readTwiml } from './twiml/read-twiml.ts'
import { runTwiml } from './twiml/run-twiml.ts'
import type { Verb } from './twiml/verbs.ts'

const method = z.enum(['GET', 'POST'])

const updateParameters = z.strictObject({
  Status: z.enum(['completed', 'canceled']).optional(),
  Url: url.optional(),
  Method: method.optional(),
  Twiml: textUpTo(4_000).optional(),
  FallbackUrl: url.optional(),
  FallbackMethod: method.optional(),
  StatusCallback: url.optional(),
  StatusCallbackMethod: method.optional(),
  TimeLimit: integer(1, 86_400).optional(),
})

/** …/Calls (Twilio docs: "Calls resource"). */
export const callRoutes = (cloud: Cloud): readonly Route[] => [
  accountRoute(cloud, 'POST', '/Calls.json', { params: callParameters, idle: idleOfCall }, ({ params }) =>
    created(callBody(cloud, makeCall(cloud, params))),
  ),
  accountRoute(cloud, 'GET', '/Calls.json', { params: callListParameters }, (call) => {
    const { items, paging } = listPage(listCalls(cloud, call.params), call, 'calls')
    return ok({ calls: items.map((each) => callBody(cloud, each)), ...paging })
  }),
  accountRoute(cloud, 'GET', '/Calls/:call', { params: none }, ({ at }) =>
    ok(callBody(cloud, requireCall(cloud, at.call))),
  ),
  accountRoute(
    cloud,
    'POST',
    '/Calls/:call',
    { params: updateParameters, idle: ['FallbackUrl', 'FallbackMethod'] },
    ({ at, params }) => {
      const call = requireCall(cloud, at.call)
      update(cloud, call, params)
      return ok(callBody(cloud, call))
    },
  ),
  accountRoute(cloud, 'DELETE', '/Calls/:call', { params: none }, ({ at }) => {
    const call = requireCall(cloud, at.call)
    if (!isOver(call)) throw new RestError(409, 20009, 'Unable to delete record: Resource not complete')
    cloud.voice.calls.delete(call.sid)
    return deleted
  }),
]

function update(cloud: Cloud, call: Call, params: z.output<typeof updateParameters>): void {
  const { Status: status, Twiml: twiml, Url: instructions, StatusCallback: listener, TimeLimit: limit } = params
  if (twiml !== undefined && instructions !== undefined) throw invalid("Either 'Twiml' or 'Url', not both")
  if (isOver(call)) throw new RestError(400, 21220, 'Call is not in-progress')
  const isUnanswered = call.status === 'queued' || call.status === 'ringing'
  if (status === 'canceled' && !isUnanswered) throw new RestError(400, 21220, 'Call is in-progress')
  const verbs = twiml === undefined ? redirection(params) : requireVerbs(cloud, twiml)
  if (verbs !== null && isUnanswered) throw new RestError(400, 21220, 'Call is not in-progress. Cannot redirect.')
  if (listener !== undefined) {
    call.listening = { url: listener, method: params.StatusCallbackMethod ?? 'POST', events: ['completed'] }
  }
  if (limit !== undefined) limitCall(cloud, call, limit * 1000)
  if (status !== undefined) endCall(cloud, call, isUnanswered ? 'canceled' : 'completed')
  else if (verbs !== null) runTwiml(cloud, call, verbs)
}

/** Turns a URL of an application into a document that only redirects to that URL. */
function redirection(params: z.output<typeof updateParameters>): readonly Verb[] | null {
  const { Url: url, Method: method = 'POST', FallbackUrl: otherUrl, FallbackMethod: otherMethod = 'POST' } = params
  if (url === undefined) return null
  const fallback = otherUrl === undefined ? null : { url: otherUrl, method: otherMethod, fallback: null }
  return [{ verb: 'Redirect', to: { url, method, fallback } }]
}

/** Refuses a whole document before any change if a part of it would not be carried out. */
function requireVerbs(cloud: Cloud, twiml: string): readonly Verb[] {
  const { verbs, problems } = readTwiml(twiml, cloud.voice.settings)
  const [problem] = problems
  if (problem === undefined) return verbs
  if (problem.code === null) throw new Gap(problem.message)
  throw invalid(
    problem.code === 12200 ? `Schema validation warning: ${problem.message}` : problem.message,
    problem.code,
  )
}
