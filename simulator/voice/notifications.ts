import type { Cloud } from '../cloud/cloud.ts'
import { rfc2822 } from '../cloud/dates.ts'
import type { Call, CallNotification } from './model.ts'

/** Reports an error that has no request to answer: in Twilio's debugger, and in the journal. */
export function notifyOf(
  cloud: Cloud,
  call: Call,
  { level, code, message }: Pick<CallNotification, 'level' | 'code' | 'message'>,
): void {
  const sid = cloud.newSid('NO')
  call.notifications.push({ order: cloud.nextOrder(), sid, call, level, code, message, at: cloud.clock.now() })
  cloud.journal.change(`debugger.${level}`, call.sid, { code, message })
}

/** A notification as the REST API shows it in a list. */
export function notificationBody(cloud: Cloud, { sid, call, level, code, message, at }: CallNotification) {
  return {
    sid,
    account_sid: cloud.account.accountSid,
    call_sid: call.sid,
    api_version: '2010-04-01',
    date_created: rfc2822(at),
    date_updated: rfc2822(at),
    message_date: rfc2822(at),
    error_code: String(code),
    log: level === 'error' ? '0' : '1',
    message_text: message,
    more_info: `https://www.twilio.com/docs/errors/${code}`,
    request_method: null,
    request_url: null,
    uri: `/2010-04-01/Accounts/${cloud.account.accountSid}/Calls/${call.sid}/Notifications/${sid}.json`,
  }
}
