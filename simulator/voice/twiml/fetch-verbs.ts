import type { Cloud } from '../../cloud/cloud.ts'
import { RestError } from '../../rest/rest-error.ts'
import type { Call, CallNotification } from '../model.ts'
import { notifyOf } from '../notifications.ts'
import { readTwiml } from './read-twiml.ts'
import type { Source, Verb } from './verbs.ts'

/**
 * Asks an application for a leg's instructions. The debugger reports problems in the answer: elements that Twilio does
 * not understand are left out, and an unreachable or unreadable document is null.
 */
export async function fetchVerbs(
  cloud: Cloud,
  call: Call,
  { url, method, fallback, params: more }: Source,
  extra: Readonly<Record<string, string>> = {},
): Promise<readonly Verb[] | null> {
  const params = { ...more, ...callParams(cloud, call), ...extra }
  const answer = await cloud.webhooks.ask({ product: 'api', event: 'twiml', url, method, resource: call.sid, params })
  const note = (level: CallNotification['level'], code: number, message: string): void =>
    notifyOf(cloud, call, { level, code, message })
  const failed = (code: number, message: string) => {
    note('error', code, message)
    const why = { ErrorCode: String(code), ErrorUrl: url }
    return fallback === null ? null : fetchVerbs(cloud, call, { ...fallback, ...(more && { params: more }) }, why)
  }
  if (answer.status === null) return failed(11200, `HTTP retrieval failure: ${answer.error}`)
  if (answer.reason !== null) return failed(11200, `HTTP retrieval failure: ${answer.status}`)
  if (!/xml|html/.test(answer.contentType)) return failed(12300, `Invalid Content-Type: '${answer.contentType}'`)
  try {
    const { verbs, problems } = readTwiml(answer.body, { allowWs: cloud.voice.settings.allowWs, base: url })
    for (const { code, message } of problems) {
      if (code === null) note('warning', 20501, `The simulator does not imitate ${message}`)
      else note(code === 12200 ? 'warning' : 'error', code, message)
    }
    return verbs
  } catch (error) {
    if (error instanceof RestError) return failed(error.code, error.message)
    throw error
  }
}

/** Twilio docs: "TwiML for Programmable Voice", request parameters. */
const callParams = (cloud: Cloud, { sid, from, to, status, direction }: Call) => ({
  AccountSid: cloud.account.accountSid,
  CallSid: sid,
  CallStatus: status,
  From: from,
  To: to,
  Caller: from,
  Called: to,
  Direction: direction,
  ApiVersion: '2010-04-01',
})
