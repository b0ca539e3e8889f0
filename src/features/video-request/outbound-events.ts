import { z } from 'zod'
import { event, ms, sid } from '../../core/event-schema.ts'

const request = z.object({
  id: z.string().describe('The same from the message to the answer, and in the agent API'),
  state: z.string(),
  previousState: z.string().optional(),
  conversationSid: sid('CH'),
  askedAt: ms.describe("When the customer's message was written"),
  assignments: z.number().int().describe('How many agents serve the conversation'),
})

/** What receivers of events get about requests. */
export const outboundEvents = [
  event('video-request.received', 'A customer asks for video in the chat; agents read it on their task', request),
  event('video-request.invited', 'An agent started a video', request),
  event('video-request.declined', 'An agent declined', request),
  event('video-request.expired', 'Nobody answered within an hour', request),
  event('video-request.ended', 'The conversation was closed before an answer', request),
]
