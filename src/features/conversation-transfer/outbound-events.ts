import { z } from 'zod'
import { event, ms, sid } from '../../core/event-schema.ts'

const transfer = z.object({
  id: z.string().describe('The same from the request to the end, and in the agent API'),
  state: z.string(),
  previousState: z.string().optional(),
  conversationSid: sid('CH'),
  taskSid: sid('WT').describe('The task on which it was requested'),
  workerSid: sid('WK').describe('The agent who requested it'),
  mode: z.enum(['cold', 'warm']),
  targetKind: z.enum(['worker', 'queue']),
  targetSid: z.string(),
  startedAt: ms,
  attempt: z.number().int().describe('1, or more after the fallback queue was tried'),
  assignments: z.number().int().describe('How many agents serve the conversation'),
  invitedTaskSid: sid('WT').optional(),
  takerSid: sid('WK').optional().describe('The agent who accepted'),
})

/** The events about transfers that receivers get. */
export const outboundEvents = [
  event('transfer.requested', 'An agent transfers a conversation, or invites another agent', transfer),
  event('transfer.ringing', 'The invite was made, and its task is offered', transfer),
  event('transfer.accepted', 'Another agent has accepted; in a cold transfer the first agent leaves now', transfer),
  event('transfer.completed', 'Done', transfer),
  event('transfer.declined', 'The invited agent declined; the first agent keeps the customer', transfer),
  event('transfer.unanswered', 'No agent accepted in time; the first agent keeps the customer', transfer),
  event('transfer.cancelled', 'Withdrawn, or the conversation ended meanwhile', transfer),
  event('transfer.failed', 'It could not be made', transfer),
]
