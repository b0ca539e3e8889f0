import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { isoMilliseconds } from '../cloud/dates.ts'
import { page } from '../rest/paging.ts'
import { date, integer, jsonText, none, paging, sid, text, textUpTo } from '../rest/parameters.ts'
import { created, deleted, ok, type Route, route } from '../rest/route.ts'
import { participantBody } from './bodies.ts'
import { requireConversation, requireOpen } from './conversation-life.ts'
import { bindingTo } from './messaging-binding.ts'
import { fromRest } from './origin.ts'
import { addParticipant, participantParams, removeParticipant, requireParticipant } from './participants.ts'
import type { Scope } from './scope.ts'
import { sendConversationEvent } from './send-event.ts'

const fields = {
  Identity: textUpTo(256).optional(),
  Attributes: jsonText(4_096).optional(),
  RoleSid: sid('RL').optional(),
  DateCreated: date.optional(),
  DateUpdated: date.optional(),
  'MessagingBinding.ProxyAddress': textUpTo(256).optional(),
  'MessagingBinding.ProjectedAddress': textUpTo(256).optional(),
}

const createParameters = z.strictObject({ ...fields, 'MessagingBinding.Address': textUpTo(256).optional() })

const updateParameters = z.strictObject({
  ...fields,
  LastReadMessageIndex: integer(0, Number.MAX_SAFE_INTEGER).optional(),
  LastReadTimestamp: text.optional(),
})

/** Dates come from the simulated clock, and projected addresses (group texting) are not imitated. */
const idle = ['DateCreated', 'DateUpdated', 'MessagingBinding.ProjectedAddress']

/** …/Participants (Twilio docs: "Conversation Participant Resource"). */
export const participantRoutes = (cloud: Cloud, scope: Scope): readonly Route[] => [
  route('POST', `${scope}/Conversations/:conversation/Participants`, { params: createParameters, idle }, (call) => {
    const { at, params, header } = call
    const conversation = requireConversation(cloud, at)
    const given = {
      identity: params.Identity,
      binding: bindingTo(params['MessagingBinding.Address'], params['MessagingBinding.ProxyAddress']),
      attributes: params.Attributes,
      roleSid: params.RoleSid,
    }
    const participant = addParticipant(cloud, conversation, given, fromRest(header('x-twilio-webhook-enabled')))
    return created(participantBody(cloud, conversation, participant, at))
  }),
  route('GET', `${scope}/Conversations/:conversation/Participants`, { params: z.strictObject(paging(100)) }, (call) => {
    const conversation = requireConversation(cloud, call.at)
    const { items, meta } = page([...conversation.participants.values()], call, 'participants')
    return ok({ participants: items.map((each) => participantBody(cloud, conversation, each, call.at)), meta })
  }),
  route('GET', `${scope}/Conversations/:conversation/Participants/:participant`, { params: none }, ({ at }) => {
    const conversation = requireConversation(cloud, at)
    return ok(participantBody(cloud, conversation, requireParticipant(conversation, at.participant), at))
  }),
  route(
    'POST',
    `${scope}/Conversations/:conversation/Participants/:participant`,
    { params: updateParameters, idle: [...idle, 'Identity', 'MessagingBinding.ProxyAddress'] },
    ({ at, params, header }) => {
      const conversation = requireConversation(cloud, at)
      requireOpen(conversation)
      const participant = requireParticipant(conversation, at.participant)
      participant.attributes = params.Attributes ?? participant.attributes
      participant.roleSid = params.RoleSid ?? participant.roleSid
      participant.lastReadIndex = params.LastReadMessageIndex ?? participant.lastReadIndex
      participant.lastReadAt = params.LastReadTimestamp ?? participant.lastReadAt
      participant.updatedAt = cloud.clock.now()
      cloud.journal.change('conversation-participant.updated', participant.sid, { conversationSid: conversation.sid })
      const origin = fromRest(header('x-twilio-webhook-enabled'))
      for (const each of cloud.conversations.listeners) each.participantChanged(conversation, participant, 'updated')
      sendConversationEvent(cloud, conversation, 'onParticipantUpdated', origin, {
        ...participantParams(participant),
        DateUpdated: isoMilliseconds(participant.updatedAt),
        LastReadMessageIndex: String(participant.lastReadIndex ?? ''),
      })
      return ok(participantBody(cloud, conversation, participant, at))
    },
  ),
  route(
    'DELETE',
    `${scope}/Conversations/:conversation/Participants/:participant`,
    { params: none },
    ({ at, header }) => {
      const conversation = requireConversation(cloud, at)
      const participant = requireParticipant(conversation, at.participant)
      removeParticipant(cloud, conversation, participant, fromRest(header('x-twilio-webhook-enabled')))
      return deleted
    },
  ),
]
