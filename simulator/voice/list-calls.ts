import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { date, paging, sid, text } from '../rest/parameters.ts'
import { isWithin } from './is-within.ts'
import type { Call } from './model.ts'

/** The filters of a list of calls. Calls never fail here. */
export const callListParameters = z.strictObject({
  To: text.optional(),
  From: text.optional(),
  ParentCallSid: sid('CA').optional(),
  Status: z
    .enum(['queued', 'ringing', 'in-progress', 'completed', 'canceled', 'no-answer', 'busy', 'failed'])
    .optional(),
  StartTime: date.optional(),
  'StartTime<': date.optional(),
  'StartTime>': date.optional(),
  EndTime: date.optional(),
  'EndTime<': date.optional(),
  'EndTime>': date.optional(),
  ...paging(1000),
})

/** Lists the newest calls first. */
export function listCalls(cloud: Cloud, params: z.output<typeof callListParameters>): Call[] {
  const { To: to, From: from, ParentCallSid: parent, Status: status } = params
  return [...cloud.voice.calls.values()]
    .filter(
      (call) =>
        call.to === (to ?? call.to) &&
        call.from === (from ?? call.from) &&
        (parent === undefined || call.parent?.sid === parent) &&
        (status === undefined || call.status === status) &&
        isWithin(call.startedAt, params.StartTime, params['StartTime<'], params['StartTime>']) &&
        isWithin(call.endedAt, params.EndTime, params['EndTime<'], params['EndTime>']),
    )
    .reverse()
}
