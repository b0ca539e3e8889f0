import { z } from 'zod'
import type { Fact } from '../../src/core/facts.ts'
import type { Form } from '../verify.ts'

/** The task a stream belongs to. A stream callback only names its call, so our callback's URL contains the task. */
export const streamQuery = /^task=WT[0-9a-fA-F]{32}$/

/** https://www.twilio.com/docs/voice/twiml/stream#statuscallback */
const streamEvent = z.object({
  StreamSid: z.string().regex(/^MZ[0-9a-fA-F]{32}$/),
  StreamName: z.string(),
  CallSid: z.string().regex(/^CA[0-9a-fA-F]{32}$/),
  Timestamp: z.coerce.date().transform((date) => date.getTime()),
  StreamError: z.string().optional(),
})

const happened = { 'stream-started': 'started', 'stream-stopped': 'stopped', 'stream-error': 'error' } as const

/** Names are `esc-<reservation>`; any other stream with our callback was started by another application. */
const ours = /^esc-WR[0-9a-fA-F]{32}(-\d{1,4})?$/

/**
 * Facts in a stream status callback; undefined for an unknown event.
 * @throws ZodError when a known event lacks what it must have
 */
export function streamFacts(form: Form, query: string): readonly Fact[] | undefined {
  const event = form['StreamEvent'] ?? ''
  if (!Object.hasOwn(happened, event)) return undefined
  const is = happened[event as keyof typeof happened] // checked in the line above
  const { StreamSid, StreamName, CallSid, Timestamp: at, StreamError } = streamEvent.parse(form)
  if (!ours.test(StreamName)) return []
  return [
    {
      type: 'call.stream-changed',
      id: `${event}-${StreamSid}`,
      key: query.slice('task='.length),
      at,
      is,
      callSid: CallSid,
      streamSid: StreamSid,
      streamName: StreamName,
      ...(StreamError && { detail: StreamError.slice(0, 200) }),
    },
  ]
}
