import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { page } from '../rest/paging.ts'
import { bytesUpTo, date, jsonText, none, paging, sid, text, textUpTo } from '../rest/parameters.ts'
import { created, deleted, ok, type Route, route } from '../rest/route.ts'
import { messageBody } from './bodies.ts'
import { requireConversation } from './conversation-life.ts'
import { addMessage, removeMessage, requireMessage, updateMessage } from './messages.ts'
import { fromRest } from './origin.ts'
import type { Scope } from './scope.ts'

const fields = {
  Author: textUpTo(256).optional(),
  // 32 KB on chat. The 1,600 characters of SMS and WhatsApp are the carrier's limit, which is not checked here.
  Body: bytesUpTo(32_768).optional(),
  Attributes: jsonText(4_096).optional(),
  DateCreated: date.optional(),
  DateUpdated: date.optional(),
  Subject: textUpTo(256).optional(),
}

const createParameters = z.strictObject({
  ...fields,
  MediaSid: sid('ME').optional(),
  ContentSid: sid('HX').optional(),
  ContentVariables: text.optional(),
})

/** Dates come from the simulated clock, messages have no subject, and templates get no text. */
const idle = ['DateCreated', 'DateUpdated', 'Subject', 'ContentVariables']

const listParameters = z.strictObject({ Order: z.enum(['asc', 'desc']).optional(), ...paging(100) })

/** …/Messages (Twilio docs: "Conversation Message Resource"). */
export const messageRoutes = (cloud: Cloud, scope: Scope): readonly Route[] => [
  route('POST', `${scope}/Conversations/:conversation/Messages`, { params: createParameters, idle }, (call) => {
    const { at, params, header } = call
    const conversation = requireConversation(cloud, at)
    const given = {
      author: params.Author,
      body: params.Body,
      attributes: params.Attributes,
      mediaSid: params.MediaSid,
      contentSid: params.ContentSid,
    }
    const message = addMessage(cloud, conversation, given, fromRest(header('x-twilio-webhook-enabled')))
    return created(messageBody(cloud, conversation, message, at))
  }),
  route('GET', `${scope}/Conversations/:conversation/Messages`, { params: listParameters }, (call) => {
    const conversation = requireConversation(cloud, call.at)
    const now = cloud.clock.now()
    const visible = conversation.messages.filter((message) => message.visibleFrom <= now)
    const ordered = call.params.Order === 'desc' ? visible.reverse() : visible
    const { items, meta } = page(ordered, call, 'messages')
    return ok({ messages: items.map((each) => messageBody(cloud, conversation, each, call.at)), meta })
  }),
  route('GET', `${scope}/Conversations/:conversation/Messages/:message`, { params: none }, ({ at }) => {
    const conversation = requireConversation(cloud, at)
    return ok(messageBody(cloud, conversation, requireMessage(cloud, conversation, at.message), at))
  }),
  route(
    'POST',
    `${scope}/Conversations/:conversation/Messages/:message`,
    { params: z.strictObject(fields), idle },
    ({ at, params, header }) => {
      const conversation = requireConversation(cloud, at)
      const message = requireMessage(cloud, conversation, at.message)
      const given = { author: params.Author, body: params.Body, attributes: params.Attributes }
      updateMessage(cloud, conversation, message, given, fromRest(header('x-twilio-webhook-enabled')))
      return ok(messageBody(cloud, conversation, message, at))
    },
  ),
  route('DELETE', `${scope}/Conversations/:conversation/Messages/:message`, { params: none }, ({ at, header }) => {
    const conversation = requireConversation(cloud, at)
    const message = requireMessage(cloud, conversation, at.message)
    removeMessage(cloud, conversation, message, fromRest(header('x-twilio-webhook-enabled')))
    return deleted
  }),
]
