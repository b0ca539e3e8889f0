import { z } from 'zod'
import type { Fact } from '../../src/core/facts.ts'
import type { Form } from '../verify.ts'

/** https://www.twilio.com/docs/voice/api/conference-resource, status callback */
const conferenceEvent = z.object({
  ConferenceSid: z.string().regex(/^CF[0-9a-fA-F]{32}$/),
  FriendlyName: z.string(),
  Timestamp: z.coerce.date().transform((date) => date.getTime()),
  SequenceNumber: z.string().optional(),
  CallSid: z
    .string()
    .regex(/^CA[0-9a-fA-F]{32}$/)
    .optional(),
})

const happened = {
  'conference-end': 'ended',
  'participant-join': 'joined',
  'participant-leave': 'left',
  'participant-unhold': 'unheld',
  'participant-modify': 'changed',
} as const

const ignored = /^(conference-start|participant-(mute|unmute|hold|speech-start|speech-stop)|announcement-(end|fail))$/

/**
 * Facts in a conference's status callback; undefined for an unknown event. Flex names a call's conference after its
 * task, so the name is the key. A call's own callback has no such name; its content is read from Twilio when it
 * matters.
 * @throws ZodError when a known event lacks what it must have
 */
export function voiceFacts(form: Form): readonly Fact[] | undefined {
  const event = form['StatusCallbackEvent'] ?? ''
  if (!Object.hasOwn(happened, event)) return ignored.test(event) || form['CallStatus'] ? [] : undefined
  const is = happened[event as keyof typeof happened] // checked in the line above
  const { ConferenceSid, FriendlyName: key, Timestamp: at, SequenceNumber = '', CallSid } = conferenceEvent.parse(form)
  if (!/^WT[0-9a-fA-F]{32}$/.test(key)) return []
  const id = `${event}-${ConferenceSid}-${CallSid ?? ''}-${at}-${SequenceNumber}`
  const head = { type: 'call.conference-changed', id, key, at } as const
  return [{ ...head, conferenceSid: ConferenceSid, is, ...(CallSid && { callSid: CallSid }) }]
}
