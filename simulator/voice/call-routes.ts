import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { integer, none, textUpTo, url } from '../rest/parameters.ts'
import { invalid, RestError } from '../rest/rest-error.ts'
import { ok, type Route } from '../rest/route.ts'
import { accountRoute } from './account-route.ts'
import { callBody } from './bodies.ts'
import { endCall, isOver } from './call-life.ts'
import { leaveConference } from './conference-life.ts'
import { requireCall } from './find.ts'
import type { Call } from './model.ts'

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
  accountRoute(cloud, 'GET', '/Calls/:call', { params: none }, ({ at }) =>
    ok(callBody(cloud, requireCall(cloud, at.call))),
  ),
  accountRoute(cloud, 'POST', '/Calls/:call', { params: updateParameters }, ({ at, params }) => {
    const call = requireCall(cloud, at.call)
    update(cloud, call, params)
    return ok(callBody(cloud, call))
  }),
]

function update(cloud: Cloud, call: Call, params: z.output<typeof updateParameters>): void {
  const { Status: status, Twiml: twiml, Url: instructions, StatusCallback: listener, TimeLimit: limit } = params
  if (twiml !== undefined && instructions !== undefined) throw invalid("Either 'Twiml' or 'Url', not both")
  if (isOver(call)) throw new RestError(400, 21220, 'Call is not in-progress')
  if (status === 'canceled' && call.status !== 'queued') throw new RestError(400, 21220, 'Call is in-progress')
  if (listener !== undefined) {
    call.listening = { url: listener, method: params.StatusCallbackMethod ?? 'POST', events: ['completed'] }
  }
  if (limit !== undefined) {
    call.stopTimer()
    call.stopTimer = cloud.clock.after(limit * 1000, () => endCall(cloud, call))
  }
  if (status !== undefined) endCall(cloud, call, call.status === 'queued' ? 'canceled' : 'completed')
  else if (twiml !== undefined || instructions !== undefined) redirect(cloud, call)
}

/** New instructions take a leg out of its conference. They are not carried out: it stays on the line, hearing music. */
function redirect(cloud: Cloud, call: Call): void {
  if (call.status !== 'in-progress') throw new RestError(400, 21220, 'Call is not in-progress. Cannot redirect.')
  call.updatedAt = cloud.clock.now()
  cloud.journal.change('call.redirected', call.sid)
  leaveConference(cloud, call, 'participant_updated_via_api')
}
