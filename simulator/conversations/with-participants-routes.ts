import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { jsonParameter } from '../rest/json-parameter.ts'
import { repeated } from '../rest/parameters.ts'
import { created, type Route, route } from '../rest/route.ts'
import { conversationBody } from './bodies.ts'
import { removeConversation } from './conversation-life.ts'
import { conversationParameters, idleOfConversation } from './conversation-parameters.ts'
import { newConversation, requireService } from './conversation-routes.ts'
import { bindingTo } from './messaging-binding.ts'
import { fromRest } from './origin.ts'
import { addParticipant } from './participants.ts'
import type { Scope } from './scope.ts'

const participant = z.object({
  identity: z.string().optional(),
  messaging_binding: z.object({ address: z.string().optional(), proxy_address: z.string().optional() }).optional(),
  attributes: z.string().optional(),
  role_sid: z.string().optional(),
})

const parameters = conversationParameters.extend({ Participant: repeated(jsonParameter(participant)).optional() })

/**
 * …/ConversationWithParticipants: adds all participants or none (Twilio docs: "Conversation with Participants
 * Resource").
 */
export const withParticipantsRoutes = (cloud: Cloud, scope: Scope): readonly Route[] => [
  route('POST', `${scope}/ConversationWithParticipants`, { params: parameters, idle: idleOfConversation }, (call) => {
    const { at, params, header } = call
    requireService(cloud, at.service)
    const origin = fromRest(header('x-twilio-webhook-enabled'))
    const conversation = newConversation(cloud, at.service, params, origin)
    try {
      for (const { identity, attributes, role_sid: roleSid, messaging_binding: given } of params.Participant ?? []) {
        const binding = bindingTo(given?.address, given?.proxy_address)
        addParticipant(cloud, conversation, { identity, binding, attributes, roleSid }, origin)
      }
    } catch (refusal) {
      removeConversation(cloud, conversation, fromRest(undefined))
      throw refusal
    }
    return created(conversationBody(cloud, conversation, at))
  }),
]
