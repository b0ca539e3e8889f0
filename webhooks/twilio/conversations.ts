import { z } from 'zod'
import type { Fact } from '../../src/core/facts.ts'
import type { Form } from '../verify.ts'
import { typedCommand } from './typed-command.ts'

const conversationSid = z.string().regex(/^CH[0-9a-fA-F]{32}$/)
const when = z.coerce.date().transform((date) => date.getTime())

/** https://www.twilio.com/docs/conversations/conversations-webhooks, onMessageAdded */
const messageAdded = z.object({
  ConversationSid: conversationSid,
  MessageSid: z.string().regex(/^IM[0-9a-fA-F]{32}$/),
  DateCreated: when,
  /** Only there when an SDK client wrote the message; Twilio took it from the client's own token. */
  ClientIdentity: z.string().min(1),
})

const stateUpdated = z.object({ ConversationSid: conversationSid, StateTo: z.string(), StateUpdated: when })
const removed = z.object({ ConversationSid: conversationSid, DateRemoved: when })

/** Events that exist and say nothing to us. */
const ignored =
  /^on(Message(Updated|Removed)|Conversation(Added|Updated)|Participant(Added|Updated|Removed)|User(Added|Updated)|DeliveryUpdated)$/

/**
 * Facts in a Conversations webhook; undefined for an event type nobody knows.
 * @throws ZodError when a known event lacks what it must have
 */
export function conversationFacts(form: Form): readonly Fact[] | undefined {
  switch (form['EventType']) {
    case 'onMessageAdded':
      return commandIn(form)
    case 'onConversationStateUpdated': {
      const { ConversationSid: key, StateTo, StateUpdated: at } = stateUpdated.parse(form)
      return StateTo === 'closed' ? [{ type: 'conversation.closed', id: `closed-${at}`, key, at }] : []
    }
    case 'onConversationRemoved': {
      const { ConversationSid: key, DateRemoved: at } = removed.parse(form)
      return [{ type: 'conversation.closed', id: `removed-${at}`, key, at }]
    }
    default:
      return ignored.test(form['EventType'] ?? '') ? [] : undefined
  }
}

/**
 * Most messages are talk and must cost nothing here. A message by the REST API carries an author anybody may have
 * chosen, and one from SMS or WhatsApp is a customer's; only an SDK client's identity is vouched for by Twilio.
 */
function commandIn(form: Form): readonly Fact[] {
  const typed = typedCommand(form['Body'] ?? '')
  if (!typed || form['Source']?.toUpperCase() !== 'SDK' || !form['ClientIdentity']) return []
  const message = messageAdded.parse(form)
  return [
    {
      type: 'command.given',
      id: message.MessageSid,
      key: message.ConversationSid,
      at: message.DateCreated,
      ...typed,
      by: { identity: message.ClientIdentity },
      messageSid: message.MessageSid,
    },
  ]
}
