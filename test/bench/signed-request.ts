import twilio from 'twilio'
import { credentials } from '../../tools/stack.ts'

const hex = (n: number) => n.toString(16).padStart(32, '0')

/** A Conversations webhook as Twilio sends it for a chat message. */
export function messageForm(n: number, body: string): Record<string, string> {
  return {
    AccountSid: credentials.TWILIO_ACCOUNT_SID,
    RetryCount: '0',
    ConversationSid: `CH${hex(n)}`,
    ChatServiceSid: credentials.TWILIO_CHAT_SERVICE_SID,
    MessagingServiceSid: `MG${hex(1)}`,
    WebhookSid: `WH${hex(1)}`,
    EventType: 'onMessageAdded',
    Source: 'SDK',
    ClientIdentity: 'ada_40example_2Ecom',
    MessageSid: `IM${hex(n)}`,
    ParticipantSid: `MB${hex(n)}`,
    Index: '3',
    DateCreated: new Date(1_790_000_000_000 + n).toISOString(),
    Author: 'ada_40example_2Ecom',
    Body: body,
    Attributes: '{}',
  }
}

/** The form, signed for a path of the server at `base`, as bytes for a raw connection to `path`. */
export function signedRequest(base: string, form: Record<string, string>, path = '/webhooks/conversations'): Buffer {
  const signature = twilio.getExpectedTwilioSignature(
    credentials.TWILIO_AUTH_TOKEN,
    `${base}/webhooks/conversations`,
    form,
  )
  const body = new URLSearchParams(form).toString()
  return Buffer.from(
    [
      `POST ${path} HTTP/1.1`,
      `Host: ${new URL(base).host}`,
      'Content-Type: application/x-www-form-urlencoded; charset=utf-8',
      `X-Twilio-Signature: ${signature}`,
      'I-Twilio-Idempotency-Token: 00000000-0000-4000-8000-000000000001',
      'User-Agent: TwilioProxy/1.1',
      'Accept: */*',
      `Content-Length: ${Buffer.byteLength(body)}`,
      '',
      body,
    ].join('\r\n'),
  )
}
