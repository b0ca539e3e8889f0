import { z } from 'zod'
import type { Cloud } from '../../cloud/cloud.ts'
import { isoMilliseconds } from '../../cloud/dates.ts'
import { conversationBody, messageBody } from '../../conversations/bodies.ts'
import { requireConversation } from '../../conversations/conversation-life.ts'
import { addMessage, removeMessage, requireMessage, updateMessage } from '../../conversations/messages.ts'
import type { Conversation, Participant } from '../../conversations/model.ts'
import { fromSdk } from '../../conversations/origin.ts'
import { removeParticipant, requireParticipant } from '../../conversations/participants.ts'
import { updateConversation } from '../../conversations/update-conversation.ts'
import { created, ok } from '../../rest/route.ts'
import { type ClientRoute, clientRoute } from '../client-route.ts'
import { tellItem } from '../sync/tell.ts'
import type { Twilsock } from '../twilsock/model.ts'
import { chatConfiguration } from './configuration.ts'
import { myConversation, rosterItem, userName } from './shown.ts'

const client = 'aim.us1.twilio.com/Client/v2'
const nothing = z.unknown()
const text = z.string().optional()
const newMessage = z.object({ body: text, attributes: text })
const changed = z.object({ attributes: text, friendly_name: text })
const reading = z.object({ last_read_message_index: z.number().nullish() })
const typing = z.object({ ChannelSid: z.string() })

const typingSeconds = 5

/** Requests of the Conversations SDK, which it sends over its Twilsock, for the identity it is signed in as. */
export const chatRoutes = (cloud: Cloud): readonly ClientRoute<Twilsock>[] => [
  clientRoute('GET', `${client}/Configuration`, nothing, (_call, by: Twilsock) => ok(chatConfiguration(by.identity))),
  clientRoute('GET', `${client}/MyConversations`, nothing, (_call, by: Twilsock) => {
    const all = [...cloud.conversations.conversations.values()]
    const mine = all.flatMap((each) => {
      const me = each.byIdentity.get(by.identity)
      return me === undefined ? [] : [mySeen(each, me)]
    })
    return ok({ conversations: mine, meta: { previous_token: null, next_token: null } })
  }),
  clientRoute('GET', `${client}/MyConversations/:conversation`, nothing, ({ at }, by: Twilsock) => {
    const conversation = requireConversation(cloud, at)
    return ok(mySeen(conversation, requireParticipant(conversation, by.identity)))
  }),
  clientRoute('POST', `${client}/MyConversations/:conversation`, reading, ({ at, body }, by: Twilsock) => {
    const conversation = requireConversation(cloud, at)
    const me = requireParticipant(conversation, by.identity)
    me.lastReadIndex = body.last_read_message_index ?? null
    me.lastReadAt = isoMilliseconds(cloud.clock.now())
    tellItem(cloud, `${by.identity}.my_conversations`, 'updated', myConversation(conversation, me))
    tellItem(cloud, `${conversation.sid}.roster`, 'updated', rosterItem(me))
    return ok(mySeen(conversation, me))
  }),
  ...(['GET', 'POST'] as const).map((method) =>
    clientRoute(method, `${client}/Users/:identity`, nothing, ({ at }, _by: Twilsock) =>
      ok({
        identity: at.identity,
        friendly_name: userName(cloud, at.identity),
        sync_objects: { user_info_map: `${at.identity}.user_info` },
      }),
    ),
  ),
  // Flex reads this if a reservation is accepted before its agent has joined the conversation.
  clientRoute('GET', `${client}/Conversations/:conversation`, nothing, ({ at }, by: Twilsock) => {
    const conversation = requireConversation(cloud, at)
    const status = conversation.byIdentity.has(by.identity) ? 'joined' : 'notParticipating'
    return ok({ ...conversationBody(cloud, conversation), created_by: 'system', status })
  }),
  clientRoute('POST', `${client}/Conversations/:conversation`, changed, ({ at, body }, by: Twilsock) => {
    const conversation = requireConversation(cloud, at)
    requireParticipant(conversation, by.identity)
    updateConversation(
      cloud,
      conversation,
      { Attributes: body.attributes, FriendlyName: body.friendly_name },
      fromSdk(by.identity),
    )
    return ok(conversationBody(cloud, conversation))
  }),
  clientRoute(
    'DELETE',
    `${client}/Conversations/:conversation/Participants/:participant`,
    nothing,
    ({ at }, by: Twilsock) => {
      const conversation = requireConversation(cloud, at)
      requireParticipant(conversation, by.identity)
      removeParticipant(cloud, conversation, requireParticipant(conversation, at.participant), fromSdk(by.identity))
      return ok({})
    },
  ),
  clientRoute('POST', `${client}/Conversations/:conversation/Messages`, newMessage, ({ at, body }, by: Twilsock) => {
    const conversation = requireConversation(cloud, at)
    requireParticipant(conversation, by.identity)
    const message = addMessage(cloud, conversation, { author: by.identity, ...body }, fromSdk(by.identity))
    return created(messageBody(cloud, conversation, message))
  }),
  clientRoute(
    'POST',
    `${client}/Conversations/:conversation/Messages/:message`,
    newMessage,
    ({ at, body }, by: Twilsock) => {
      const conversation = requireConversation(cloud, at)
      const message = requireMessage(cloud, conversation, at.message)
      updateMessage(cloud, conversation, message, body, fromSdk(by.identity))
      return ok(messageBody(cloud, conversation, message))
    },
  ),
  clientRoute('DELETE', `${client}/Conversations/:conversation/Messages/:message`, nothing, ({ at }, by: Twilsock) => {
    const conversation = requireConversation(cloud, at)
    removeMessage(cloud, conversation, requireMessage(cloud, conversation, at.message), fromSdk(by.identity))
    return ok({})
  }),
  clientRoute('GET', `${client}/Conversations/:conversation/MessageRecipients`, nothing, () =>
    ok({ message_recipients: [], meta: { previous_token: null, next_token: null } }),
  ),
  clientRoute('POST', `${client}/Typing`, typing, ({ body }, by: Twilsock) => {
    cloud.journal.change('flex-ui.typing', body.ChannelSid, { identity: by.identity })
    const payload = { identity: by.identity, channel_sid: body.ChannelSid, typing_timeout: typingSeconds }
    for (const other of cloud.flexUi.twilsocks) {
      if (other.identity !== by.identity) other.notify('twilio.ipmsg.typing_indicator', payload)
    }
    return ok({ typing_timeout: typingSeconds })
  }),
]

const mySeen = ({ sid, messages }: Conversation, me: Participant) => ({
  conversation_sid: sid,
  status: 'joined',
  sync_objects: { conversation: `${sid}.channel`, messages: `${sid}.messages` },
  last_read_message_index: me.lastReadIndex,
  unread_messages_count: messages.filter(({ index }) => index > (me.lastReadIndex ?? -1)).length,
  notification_level: 'default',
})
