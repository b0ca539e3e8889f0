import { z } from 'zod'
import type { Command } from '../../src/core/commands.ts'
import type { Fact } from '../../src/core/facts.ts'
import type { MessageReader } from '../../src/core/feature.ts'
import type { Form } from '../verify.ts'
import { typedCommand } from './typed-command.ts'

const conversationSid = z.string().regex(/^CH[0-9a-fA-F]{32}$/)
const when = z.coerce.date().transform((date) => date.getTime())

/** https://www.twilio.com/docs/conversations/conversations-webhooks, onMessageAdded */
const messageAdded = z.object({
  ConversationSid: conversationSid,
  MessageSid: z.string().regex(/^IM[0-9a-fA-F]{32}$/),
  DateCreated: when,
})

const stateUpdated = z.object({ ConversationSid: conversationSid, StateTo: z.string(), StateUpdated: when })
const removed = z.object({ ConversationSid: conversationSid, DateRemoved: when })

/** One receipt for one message and one participant. `ErrorCode` is empty, missing or 0 if nothing is wrong. */
const delivery = z.object({
  ConversationSid: conversationSid,
  MessageSid: z.string().regex(/^IM[0-9a-fA-F]{32}$/),
  DeliveryReceiptSid: z.string().regex(/^DY[0-9a-fA-F]{32}$/),
  Status: z.string().toLowerCase(),
  ErrorCode: z.coerce.number().int().min(0).catch(0),
  DateUpdated: when,
})

/** Known events that we do not need. */
const ignored =
  /^on(Message(Updated|Removed)|Conversation(Added|Updated)|Participant(Added|Updated|Removed)|User(Added|Updated))$/

/**
 * Facts in a Conversations webhook; undefined for an unknown event type.
 * @throws ZodError when a known event lacks what it must have
 */
export const conversationFacts = (readers: readonly MessageReader[]) => (form: Form) => factsIn(form, readers)

function factsIn(form: Form, readers: readonly MessageReader[]): readonly Fact[] | undefined {
  switch (form['EventType']) {
    case 'onMessageAdded':
      return messageFacts(form, readers)
    case 'onConversationStateUpdated': {
      const { ConversationSid: key, StateTo, StateUpdated: at } = stateUpdated.parse(form)
      return StateTo === 'closed' ? [{ type: 'conversation.closed', id: `closed-${at}`, key, at }] : []
    }
    case 'onConversationRemoved': {
      const { ConversationSid: key, DateRemoved: at } = removed.parse(form)
      return [{ type: 'conversation.closed', id: `removed-${at}`, key, at }]
    }
    case 'onDeliveryUpdated':
      return deliveryIn(form)
    default:
      return ignored.test(form['EventType'] ?? '') ? [] : undefined
  }
}

/**
 * Every message to a phone has receipts, and only the record knows which are ours. A message still on its way is no
 * fact.
 */
function deliveryIn(form: Form): readonly Fact[] {
  const { Status, ErrorCode: code, ...receipt } = delivery.parse(form)
  const is = deliveries.get(Status)
  if (!is) return []
  return [
    {
      type: 'delivery.changed',
      id: `${receipt.DeliveryReceiptSid}-${Status}`,
      key: receipt.ConversationSid,
      at: receipt.DateUpdated,
      messageSid: receipt.MessageSid,
      is,
      ...(is === 'undelivered' && code > 0 && { code }),
    },
  ]
}

const deliveries = new Map<string, 'delivered' | 'undelivered'>([
  ['delivered', 'delivered'],
  ['read', 'delivered'],
  ['undelivered', 'undelivered'],
  ['failed', 'undelivered'],
])

/**
 * Most messages concern nobody and must cost nothing here. A message by the REST API has an arbitrary author, e.g. a
 * bot's; one from SMS or WhatsApp is a customer's; Twilio only vouches for the identity of an SDK client.
 */
function messageFacts(form: Form, readers: readonly MessageReader[]): readonly Fact[] {
  const [text, source, identity] = [form['Body'] ?? '', form['Source']?.toUpperCase(), form['ClientIdentity']]
  const isSdk = source === 'SDK' && identity !== undefined && identity !== ''
  const command = typedCommand(text)
  if (command) return isSdk ? [commandIn(form, command, identity)] : []
  const concerned = isSdk || phones.has(source ?? '') ? readers.filter(({ concerns }) => concerns(text)) : []
  if (concerned.length === 0) return []
  const { MessageSid: id, ConversationSid: key, DateCreated: at } = messageAdded.parse(form)
  return concerned.map(({ factOf }) => factOf({ id, key, at, ...(isSdk && { identity }) }))
}

/** Sources of messages that only customers use. */
const phones = new Set(['SMS', 'MMS', 'RCS', 'WHATSAPP', 'MESSENGER'])

function commandIn(form: Form, command: Command, identity: string): Fact {
  const message = messageAdded.parse(form)
  return {
    type: 'command.given',
    id: message.MessageSid,
    key: message.ConversationSid,
    at: message.DateCreated,
    command,
    by: { identity },
    messageSid: message.MessageSid,
  }
}
