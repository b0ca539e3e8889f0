import { z } from 'zod'

/** Features whose records are told of, and what their events are called after. */
export const kinds: Readonly<Record<string, string>> = { 'video-escalation': 'escalation' }

const sid = (prefix: string) => z.string().regex(new RegExp(`^${prefix}[0-9a-fA-F]{32}$`))
const ms = z.number().int().describe('Unix time in milliseconds')

const escalation = z.object({
  id: z.string().describe('The same from the first request to the end, and in the agent API'),
  state: z.string(),
  previousState: z.string().optional(),
  conversationSid: sid('CH'),
  taskSid: sid('WT'),
  workerSid: sid('WK').describe('The agent whose video it is'),
  roomSid: sid('RM').optional(),
  startedAt: ms,
  desks: z.number().int().describe('How many agents serve the conversation'),
  isAgentHere: z.boolean().describe('In the room, as Twilio says'),
  isCustomerHere: z.boolean(),
  customerStep: z.string().optional().describe('How far the customer came on the join page, in its own words'),
  isRecording: z.boolean(),
  asksForLink: z.boolean().optional(),
  stars: z.number().int().min(1).max(5).optional(),
  reason: z.string().optional().describe('Why it is over'),
  joined: z.boolean().optional(),
  seconds: z.number().optional().describe('How long agent and customer were in the room together'),
  endedAt: ms.optional(),
})

const event = (type: string, says: string, data: z.ZodType) =>
  z.object({ type: z.literal(type), timestamp: z.iso.datetime(), data }).describe(says)

/** Every event there is. docs/webhooks is made from it. */
export const catalogue = [
  event('escalation.requested', 'An agent wants a video; room and task are being made ready', escalation),
  event('escalation.invited', 'The link is in the chat', escalation),
  event('escalation.waiting', 'One side is there', escalation),
  event('escalation.live', 'Agent and customer are in the room together', escalation),
  event('escalation.lost', 'They had met, and one of them is gone', escalation),
  event('escalation.paused', 'Twilio closed the idle room; the link still works', escalation),
  event('escalation.ending', 'It must be over; the room is not yet known to be', escalation),
  event('escalation.ended', 'Over, and the room is known to be gone', escalation),
  event('escalation.cancelled', 'Over before the customer came', escalation),
  event('escalation.expired', 'Over because the link was', escalation),
  event('escalation.failed', 'It could not be made', escalation),
  event('escalation.rated', 'The customer gave stars; what they wrote is not told', escalation),
] as const

export const eventTypes: readonly string[] = catalogue.map((each) => each.shape.type.value)

/** The catalogue as one JSON Schema. */
export const catalogueSchema = (): object => ({
  title: 'Events of Escalate',
  ...z.toJSONSchema(z.union(catalogue)),
})
