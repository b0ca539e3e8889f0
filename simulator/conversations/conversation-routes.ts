import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { page } from '../rest/paging.ts'
import { date, none, paging } from '../rest/parameters.ts'
import { invalid, notFound } from '../rest/rest-error.ts'
import { created, deleted, ok, type Route, route } from '../rest/route.ts'
import { conversationBody } from './bodies.ts'
import { createConversation, removeConversation, requireConversation } from './conversation-life.ts'
import { conversationParameters, idleOfConversation } from './conversation-parameters.ts'
import type { Conversation } from './model.ts'
import { fromRest, type Origin } from './origin.ts'
import type { Scope } from './scope.ts'
import { armTimers } from './state-timers.ts'
import { updateConversation } from './update-conversation.ts'

const listParameters = z.strictObject({
  StartDate: date.optional(),
  EndDate: date.optional(),
  State: conversationParameters.shape.State,
  ...paging(100),
})

/** …/Conversations (Twilio docs: "Conversation Resource"). */
export const conversationRoutes = (cloud: Cloud, scope: Scope): readonly Route[] => [
  route('POST', `${scope}/Conversations`, { params: conversationParameters, idle: idleOfConversation }, (call) => {
    const { at, params, header } = call
    requireService(cloud, at.service)
    const conversation = newConversation(cloud, at.service, params, fromRest(header('x-twilio-webhook-enabled')))
    return created(conversationBody(cloud, conversation, at))
  }),
  route('GET', `${scope}/Conversations`, { params: listParameters }, (call) => {
    requireService(cloud, call.at.service)
    const found = listConversations(cloud, call.at.service, call.params)
    const { items, meta } = page(found, call, 'conversations')
    return ok({ conversations: items.map((each) => conversationBody(cloud, each, call.at)), meta })
  }),
  route('GET', `${scope}/Conversations/:conversation`, { params: none }, ({ at }) =>
    ok(conversationBody(cloud, requireConversation(cloud, at), at)),
  ),
  route(
    'POST',
    `${scope}/Conversations/:conversation`,
    { params: conversationParameters, idle: idleOfConversation },
    ({ at, params, header }) => {
      const conversation = requireConversation(cloud, at)
      updateConversation(cloud, conversation, params, fromRest(header('x-twilio-webhook-enabled')))
      return ok(conversationBody(cloud, conversation, at))
    },
  ),
  route('DELETE', `${scope}/Conversations/:conversation`, { params: none }, ({ at, header }) => {
    const conversation = requireConversation(cloud, at)
    removeConversation(cloud, conversation, fromRest(header('x-twilio-webhook-enabled')))
    return deleted
  }),
]

/** Checks the parameters of a new conversation and creates it. */
export function newConversation(
  cloud: Cloud,
  serviceSid: string | undefined,
  params: z.output<typeof conversationParameters>,
  origin: Origin,
): Conversation {
  if (params.State === 'closed') throw invalid("Initial state can't be 'closed'", 50384)
  const given = {
    serviceSid,
    friendlyName: params.FriendlyName,
    uniqueName: params.UniqueName,
    attributes: params.Attributes,
    messagingServiceSid: params.MessagingServiceSid,
  }
  const conversation = createConversation(cloud, given, origin)
  if (params.State !== undefined) conversation.state = params.State
  conversation.timers = { inactive: params['Timers.Inactive'] ?? null, closed: params['Timers.Closed'] ?? null }
  armTimers(cloud, conversation)
  return conversation
}

/** Throws 404 if the service does not exist. Without a SID it is the default service. */
export function requireService(cloud: Cloud, serviceSid: string | undefined): void {
  if (serviceSid !== undefined && !cloud.conversations.services.has(serviceSid)) {
    throw notFound(`/Services/${serviceSid}`)
  }
}

/** Lists the newest conversations first. */
function listConversations(
  cloud: Cloud,
  serviceSid: string | undefined,
  params: z.output<typeof listParameters>,
): Conversation[] {
  const service = serviceSid ?? cloud.conversations.defaultServiceSid
  const { StartDate: from = 0, EndDate: to = Number.POSITIVE_INFINITY, State: state } = params
  return [...cloud.conversations.conversations.values()]
    .filter(
      (each) =>
        each.serviceSid === service &&
        (state === undefined || each.state === state) &&
        each.createdAt >= from &&
        each.createdAt <= to,
    )
    .reverse()
}
