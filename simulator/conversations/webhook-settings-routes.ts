import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { none, repeated, url } from '../rest/parameters.ts'
import { notFound } from '../rest/rest-error.ts'
import { ok, type Route, route } from '../rest/route.ts'
import { postEvents, preEvents } from './events.ts'
import type { ChatService, WebhookSettings } from './model.ts'

/** An empty URL removes the setting. Twilio does not document how; TaskRouter's callback URL works this way. */
const urlOrNone = z.union([url, z.literal('')])

const fields = {
  Method: z
    .string()
    .toUpperCase()
    .pipe(z.enum(['GET', 'POST']))
    .optional(),
  Filters: repeated(z.enum([...postEvents, ...preEvents])).optional(),
  PreWebhookUrl: urlOrNone.optional(),
  PostWebhookUrl: urlOrNone.optional(),
}

const urls = ['PreWebhookUrl', 'PostWebhookUrl']

/** Pre-action webhooks are stored and never called. */
const idle = ['PreWebhookUrl']

const globalParameters = z.strictObject({ ...fields, Target: z.enum(['webhook', 'flex']).optional() })

/** …/Configuration/Webhooks of the account and of a service (Twilio docs: "Conversations Webhook Configuration"). */
export const webhookSettingsRoutes = (cloud: Cloud): readonly Route[] => [
  route('GET', '/v1/Configuration/Webhooks', { params: none }, () => ok(globalBody(cloud))),
  route('POST', '/v1/Configuration/Webhooks', { params: globalParameters, clearable: urls, idle }, ({ params }) => {
    change(cloud.conversations.global, params)
    return ok(globalBody(cloud))
  }),
  route('GET', '/v1/Services/:service/Configuration/Webhooks', { params: none }, ({ at }) =>
    ok(serviceBody(cloud, requireChatService(cloud, at.service))),
  ),
  route(
    'POST',
    '/v1/Services/:service/Configuration/Webhooks',
    { params: z.strictObject(fields), clearable: urls, idle },
    ({ at, params }) => {
      const service = requireChatService(cloud, at.service)
      change(service.webhook, params)
      return ok(serviceBody(cloud, service))
    },
  ),
]

/** Finds a Conversations service by SID; 404 if there is none. */
export function requireChatService(cloud: Cloud, serviceSid: string): ChatService {
  const service = cloud.conversations.services.get(serviceSid)
  if (service === undefined) throw notFound(`/Services/${serviceSid}`)
  return service
}

function change(settings: WebhookSettings, params: z.output<typeof globalParameters>): void {
  settings.method = params.Method ?? settings.method
  settings.filters = params.Filters ?? settings.filters
  settings.preWebhookUrl = given(params.PreWebhookUrl, settings.preWebhookUrl)
  settings.postWebhookUrl = given(params.PostWebhookUrl, settings.postWebhookUrl)
  settings.target = params.Target ?? settings.target
}

const given = (url: string | undefined, before: string | null) => (url === undefined ? before : url || null)

function globalBody(cloud: Cloud) {
  const { target, ...settings } = settingsBody(cloud, cloud.conversations.global)
  return { ...settings, target, url: 'https://conversations.twilio.com/v1/Configuration/Webhooks' }
}

function serviceBody(cloud: Cloud, service: ChatService) {
  const { target: _, ...settings } = settingsBody(cloud, service.webhook)
  const url = `https://conversations.twilio.com/v1/Services/${service.sid}/Configuration/Webhooks`
  return { ...settings, chat_service_sid: service.sid, url }
}

function settingsBody(cloud: Cloud, settings: WebhookSettings) {
  return {
    account_sid: cloud.account.accountSid,
    method: settings.method,
    filters: settings.filters,
    pre_webhook_url: settings.preWebhookUrl,
    post_webhook_url: settings.postWebhookUrl,
    target: settings.target,
  }
}
