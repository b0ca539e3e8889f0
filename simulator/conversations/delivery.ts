import type { Cloud } from '../cloud/cloud.ts'
import { isoMilliseconds } from '../cloud/dates.ts'
import type { Conversation, Delivery, Message, Participant, Receipt, ReceiptStatus } from './model.ts'
import type { Origin } from './origin.ts'
import { sendConversationEvent } from './send-event.ts'

const day = 24 * 3_600_000
/** WhatsApp refuses free text if the customer has not written for a day. It delivers templates at any time. */
export const outsideWindow = 63016

/** The longest outbound message by SMS or WhatsApp ("Conversations Limits"). */
const mostCharacters = 1_600
/** Twilio: "The concatenated message body exceeds the limit". */
const tooLong = 21617

/**
 * Twilio itself sends receipts, so they fire for messages by REST as well, without the header
 * `X-Twilio-Webhook-Enabled`.
 */
const fromCarrier: Origin = { source: 'API', fires: true }

/** Channels that report what happened to a message. Web chats never do. */
const withReceipts = ['sms', 'whatsapp']

/**
 * Sends a message to every participant with a phone except its author. Each of them gives receipts: `sent`, then the
 * result.
 */
export function sendToPhones(cloud: Cloud, conversation: Conversation, message: Message): void {
  for (const participant of conversation.participants.values()) {
    const type = participant.binding?.type ?? ''
    if (!withReceipts.includes(type) || participant.sid === message.participantSid) continue
    const now = cloud.clock.now()
    const receipt: Receipt = {
      order: cloud.nextOrder(),
      sid: cloud.newSid('DY'),
      participantSid: participant.sid,
      channelMessageSid: cloud.newSid('SM'),
      createdAt: now,
      status: 'sent',
      errorCode: 0,
      updatedAt: now,
    }
    message.receipts.push(receipt)
    const { status, errorCode } = fateOf(cloud, conversation, message, participant)
    sendReceipt(cloud, conversation, message, receipt)
    if (status !== 'sent') setReceipt(cloud, conversation, message, receipt, status, errorCode)
  }
}

/** Updates a receipt and fires its webhook. */
export function setReceipt(
  cloud: Cloud,
  conversation: Conversation,
  message: Message,
  receipt: Receipt,
  status: ReceiptStatus,
  errorCode: number,
): void {
  receipt.status = status
  receipt.errorCode = errorCode
  receipt.updatedAt = cloud.clock.now()
  sendReceipt(cloud, conversation, message, receipt)
}

type Fate = Pick<Delivery, 'status' | 'errorCode'>

function fateOf(cloud: Cloud, conversation: Conversation, message: Message, to: Participant): Fate {
  const { delivery } = conversation
  const isFreeText = message.contentSid === null
  const hits = delivery !== undefined && delivery.left > 0 && (isFreeText || !delivery.sparesTemplates)
  if (hits) {
    delivery.left -= 1
    return delivery
  }
  if ((message.body ?? '').length > mostCharacters) return { status: 'failed', errorCode: tooLong }
  const isLate = cloud.clock.now() - lastWritten(conversation, to) > day
  return to.binding?.type === 'whatsapp' && isFreeText && isLate
    ? { status: 'undelivered', errorCode: outsideWindow }
    : { status: 'delivered', errorCode: 0 }
}

/** A customer without a message counts as having written when they joined, because writing is how customers join. */
const lastWritten = ({ messages }: Conversation, { sid, createdAt }: Participant): number =>
  messages.findLast((each) => each.participantSid === sid)?.createdAt ?? createdAt

function sendReceipt(cloud: Cloud, conversation: Conversation, message: Message, receipt: Receipt): void {
  const { sid, status, errorCode } = receipt
  cloud.journal.change(`receipt.${status}`, sid, { conversationSid: conversation.sid, messageSid: message.sid })
  if (cloud.untrue.has('receipts-are-reported') && message.participantSid === null) return
  sendConversationEvent(cloud, conversation, 'onDeliveryUpdated', fromCarrier, {
    MessageSid: message.sid,
    DeliveryReceiptSid: sid,
    ChannelMessageSid: receipt.channelMessageSid,
    ParticipantSid: receipt.participantSid,
    Status: status,
    ErrorCode: String(errorCode),
    DateCreated: isoMilliseconds(receipt.createdAt),
    DateUpdated: isoMilliseconds(receipt.updatedAt),
  })
}
