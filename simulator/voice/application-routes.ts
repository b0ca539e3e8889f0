import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { rfc2822 } from '../cloud/dates.ts'
import { none, paging, repeated, text, textUpTo, url } from '../rest/parameters.ts'
import { created, deleted, ok, type Route } from '../rest/route.ts'
import { accountRoute } from './account-route.ts'
import { idleParameters } from './create-call.ts'
import { requireApplication } from './find.ts'
import { listPage } from './list-page.ts'
import type { Application } from './model.ts'

const method = z.enum(['GET', 'POST']).optional()

/** Applications get no messages here, and caller names are not looked up. */
const idle = [
  ...['ApiVersion', 'VoiceCallerIdLookup', 'SmsUrl', 'SmsMethod', 'SmsFallbackUrl', 'SmsFallbackMethod'],
  ...['SmsStatusCallback', 'MessageStatusCallback', 'PublicApplicationConnectEnabled'],
]

const settings = z.strictObject({
  ...idleParameters(idle),
  FriendlyName: textUpTo(64).optional(),
  VoiceUrl: url.optional(),
  VoiceMethod: method,
  VoiceFallbackUrl: url.optional(),
  VoiceFallbackMethod: method,
  StatusCallback: url.optional(),
  StatusCallbackMethod: method,
})
const terms = { params: settings, idle }
const listed = z.strictObject({ FriendlyName: repeated(text).optional(), ...paging(1000) })

/** …/Applications (Twilio docs: "Applications resource"), as far as calls need them. */
export const applicationRoutes = (cloud: Cloud): readonly Route[] => [
  accountRoute(cloud, 'POST', '/Applications.json', terms, ({ params }) => {
    const at = cloud.clock.now()
    const sid = cloud.newSid('AP')
    const made: Application = { order: cloud.nextOrder(), sid, createdAt: at, updatedAt: at, settings: params }
    cloud.voice.applications.set(sid, made)
    return created(bodyOf(cloud, made))
  }),
  accountRoute(cloud, 'GET', '/Applications.json', { params: listed }, (call) => {
    const [name] = call.params.FriendlyName ?? []
    const all = [...cloud.voice.applications.values()]
    const found = all.filter((each) => name === undefined || each.settings.FriendlyName === name)
    const { items, paging: where } = listPage(found, call, 'applications')
    return ok({ applications: items.map((each) => bodyOf(cloud, each)), ...where })
  }),
  accountRoute(cloud, 'GET', '/Applications/:application', { params: none }, ({ at }) =>
    ok(bodyOf(cloud, requireApplication(cloud, at.application))),
  ),
  accountRoute(cloud, 'POST', '/Applications/:application', terms, ({ at, params }) => {
    const application = requireApplication(cloud, at.application)
    application.settings = { ...application.settings, ...params }
    application.updatedAt = cloud.clock.now()
    return ok(bodyOf(cloud, application))
  }),
  accountRoute(cloud, 'DELETE', '/Applications/:application', { params: none }, ({ at }) => {
    cloud.voice.applications.delete(requireApplication(cloud, at.application).sid)
    return deleted
  }),
]

const bodyOf = (cloud: Cloud, { sid, createdAt, updatedAt, settings: given }: Application) => ({
  sid,
  account_sid: cloud.account.accountSid,
  api_version: '2010-04-01',
  date_created: rfc2822(createdAt),
  date_updated: rfc2822(updatedAt),
  friendly_name: given.FriendlyName ?? sid,
  voice_url: given.VoiceUrl ?? null,
  voice_method: given.VoiceMethod ?? 'POST',
  voice_fallback_url: given.VoiceFallbackUrl ?? null,
  voice_fallback_method: given.VoiceFallbackMethod ?? 'POST',
  voice_caller_id_lookup: false,
  status_callback: given.StatusCallback ?? null,
  status_callback_method: given.StatusCallbackMethod ?? 'POST',
  ...{ sms_url: null, sms_method: 'POST', sms_fallback_url: null, sms_fallback_method: 'POST' },
  ...{ sms_status_callback: null, message_status_callback: null, public_application_connect_enabled: false },
  uri: `/2010-04-01/Accounts/${cloud.account.accountSid}/Applications/${sid}.json`,
})
