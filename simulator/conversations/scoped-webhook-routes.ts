import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { page } from '../rest/paging.ts'
import { integer, none, paging, repeated, sid, text, url } from '../rest/parameters.ts'
import { invalid, notFound } from '../rest/rest-error.ts'
import { created, deleted, ok, type Route, route } from '../rest/route.ts'
import { scopedWebhookBody } from './bodies.ts'
import { requireConversation, requireOpen } from './conversation-life.ts'
import { postEvents } from './events.ts'
import type { Conversation, ScopedWebhook } from './model.ts'
import type { Scope } from './scope.ts'

const fields = {
  'Configuration.Url': url.optional(),
  'Configuration.Method': z
    .string()
    .toLowerCase()
    .pipe(z.enum(['get', 'post']))
    .optional(),
  'Configuration.Filters': repeated(z.enum(postEvents)).optional(),
  'Configuration.Triggers': repeated(text).optional(),
  'Configuration.FlowSid': sid('FW').optional(),
}

const createParameters = z.strictObject({
  ...fields,
  Target: z.enum(['webhook', 'trigger', 'studio']),
  'Configuration.ReplayAfter': integer(0, Number.MAX_SAFE_INTEGER).optional(),
})

/** Events are not replayed, and Studio is not imitated. */
const idle = ['Configuration.ReplayAfter', 'Configuration.FlowSid']

const mostWebhooks = 5

/** …/Webhooks of one conversation (Twilio docs: "Conversation Scoped Webhook Resource"). */
export const scopedWebhookRoutes = (cloud: Cloud, scope: Scope): readonly Route[] => [
  route(
    'POST',
    `${scope}/Conversations/:conversation/Webhooks`,
    { params: createParameters, codes: { Target: 50364 }, idle },
    ({ at, params }) => {
      const conversation = requireConversation(cloud, at)
      const webhook = addWebhook(cloud, conversation, params)
      return created(scopedWebhookBody(cloud, conversation, webhook, at))
    },
  ),
  route('GET', `${scope}/Conversations/:conversation/Webhooks`, { params: z.strictObject(paging(100)) }, (call) => {
    const conversation = requireConversation(cloud, call.at)
    const { items, meta } = page([...conversation.webhooks.values()], call, 'webhooks')
    return ok({ webhooks: items.map((each) => scopedWebhookBody(cloud, conversation, each, call.at)), meta })
  }),
  route('GET', `${scope}/Conversations/:conversation/Webhooks/:webhook`, { params: none }, ({ at }) => {
    const conversation = requireConversation(cloud, at)
    return ok(scopedWebhookBody(cloud, conversation, requireWebhook(conversation, at.webhook), at))
  }),
  route(
    'POST',
    `${scope}/Conversations/:conversation/Webhooks/:webhook`,
    { params: z.strictObject(fields), idle },
    ({ at, params }) => {
      const conversation = requireConversation(cloud, at)
      const webhook = requireWebhook(conversation, at.webhook)
      webhook.url = params['Configuration.Url'] ?? webhook.url
      webhook.method = params['Configuration.Method'] ?? webhook.method
      webhook.filters = params['Configuration.Filters'] ?? webhook.filters
      webhook.triggers = params['Configuration.Triggers'] ?? webhook.triggers
      webhook.flowSid = params['Configuration.FlowSid'] ?? webhook.flowSid
      webhook.updatedAt = cloud.clock.now()
      return ok(scopedWebhookBody(cloud, conversation, webhook, at))
    },
  ),
  route('DELETE', `${scope}/Conversations/:conversation/Webhooks/:webhook`, { params: none }, ({ at }) => {
    const conversation = requireConversation(cloud, at)
    conversation.webhooks.delete(requireWebhook(conversation, at.webhook).sid)
    return deleted
  }),
]

function addWebhook(
  cloud: Cloud,
  conversation: Conversation,
  params: z.output<typeof createParameters>,
): ScopedWebhook {
  requireOpen(conversation)
  if (conversation.webhooks.size >= mostWebhooks) throw invalid('Too many webhooks for the conversation', 50361)
  const url = params['Configuration.Url'] ?? null
  if (params.Target !== 'studio' && url === null) throw invalid('Webhook URL is missing', 50369)
  const now = cloud.clock.now()
  const webhook: ScopedWebhook = {
    order: cloud.nextOrder(),
    sid: cloud.newSid('WH'),
    target: params.Target,
    createdAt: now,
    updatedAt: now,
    url,
    method: params['Configuration.Method'] ?? 'post',
    filters: params['Configuration.Filters'] ?? [],
    triggers: params['Configuration.Triggers'] ?? [],
    flowSid: params['Configuration.FlowSid'] ?? null,
  }
  conversation.webhooks.set(webhook.sid, webhook)
  cloud.journal.change('scoped-webhook.added', webhook.sid, { conversationSid: conversation.sid })
  return webhook
}

function requireWebhook(conversation: Conversation, webhookSid: string): ScopedWebhook {
  const webhook = conversation.webhooks.get(webhookSid)
  if (webhook === undefined) throw notFound(`/Conversations/${conversation.sid}/Webhooks/${webhookSid}`)
  return webhook
}
