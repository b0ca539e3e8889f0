import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { page } from '../rest/paging.ts'
import { paging, text } from '../rest/parameters.ts'
import { invalid } from '../rest/rest-error.ts'
import { ok, type Route, route } from '../rest/route.ts'
import { participantConversationBody } from './bodies.ts'
import { requireService } from './conversation-routes.ts'
import type { Scope } from './scope.ts'

const parameters = z.strictObject({ Identity: text.optional(), Address: text.optional(), ...paging(100) })

/**
 * …/ParticipantConversations: a participant's conversations, newest first (Twilio docs: "Participant Conversations
 * Resource").
 */
export const participantConversationRoutes = (cloud: Cloud, scope: Scope): readonly Route[] => [
  route('GET', `${scope}/ParticipantConversations`, { params: parameters }, (call) => {
    const { Identity: identity, Address: address } = call.params
    requireService(cloud, call.at.service)
    if ((identity === undefined) === (address === undefined)) throw invalid('One of Identity and Address is required')
    const service = call.at.service ?? cloud.conversations.defaultServiceSid
    const found = [...cloud.conversations.conversations.values()]
      .filter(({ serviceSid }) => serviceSid === service)
      .flatMap((conversation) =>
        [...conversation.participants.values()]
          .filter((each) => (identity === undefined ? each.binding?.address === address : each.identity === identity))
          .map((participant) => ({ order: conversation.order, conversation, participant })),
      )
      .reverse()
    const { items, meta } = page(found, call, 'conversations')
    return ok({ conversations: items.map((each) => participantConversationBody(cloud, each, call.at)), meta })
  }),
]
