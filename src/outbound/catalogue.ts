import { z } from 'zod'
import { figures } from '../core/figures.ts'

/** Features whose records are told of, and what their events are called after. */
export const kinds: Readonly<Record<string, string>> = {
  'video-escalation': 'escalation',
  'conversation-transfer': 'transfer',
  'media-streams': 'streams',
}

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
  assignments: z.number().int().describe('How many agents serve the conversation'),
  isAgentHere: z.boolean().describe('In the room, as Twilio says'),
  isCustomerHere: z.boolean(),
  isSupervisorHere: z.boolean().optional().describe('A supervisor has joined, visibly to both'),
  isCustomerLineWeak: z.boolean().optional().describe('Their page has measured a weak connection for some seconds'),
  isAgentLineWeak: z.boolean().optional(),
  customerStep: z.string().optional().describe('How far the customer came on the join page, in its own words'),
  isRecording: z.boolean(),
  asksForLink: z.boolean().optional(),
  notDelivered: z
    .string()
    .optional()
    .describe(
      'Why the newest invite did not arrive: outside-window, filtered, opted-out, landline, unreachable, unknown',
    ),
  deliveryCode: z.number().int().optional().describe("Twilio's number for it"),
  stars: z.number().int().min(1).max(5).optional(),
  joinedAt: ms.optional().describe('When the customer was first in the room'),
  isOverBudget: z.boolean().optional().describe('It has used more than ROOM_BUDGET_MINUTES'),
  usedSeconds: z.number().int().describe("Everybody's time in the room, added up, to the last coming or going"),
  soloSeconds: z.number().int().describe('Of it, while the other side was not there'),
  idleSeconds: z.number().int().describe('How long a room stood empty'),
  lateSeconds: z.number().int().describe('Of usedSeconds, after the end was decided'),
  endingSince: ms.optional().describe('When the end was decided, while the room is not yet known to be gone'),
  reason: z.string().optional().describe('Why it is over'),
  joined: z.boolean().optional(),
  seconds: z.number().optional().describe('How long agent and customer were in the room together'),
  endedAt: ms.optional(),
})

/** Numbers of a browser, which nobody can vouch for. Each event is about a stretch of its own. */
const connection = escalation.extend({
  role: z.enum(['customer', 'agent', 'supervisor']).describe('Whose page measured its connection'),
  measuredWorkerSid: sid('WK').optional().describe('The agent or supervisor behind that page'),
  ...figures.shape,
  measuredSeconds: figures.shape.measuredSeconds.describe('How long the stretch is; stretches of a call add up'),
  quality: figures.shape.quality.describe('0, nothing gets through, to 5; the average of the stretch'),
  candidate: figures.shape.candidate.describe('The local end of the connection, in the words of ICE; relay: over TURN'),
})

const transfer = z.object({
  id: z.string().describe('The same from the request to the end, and in the agent API'),
  state: z.string(),
  previousState: z.string().optional(),
  conversationSid: sid('CH'),
  taskSid: sid('WT').describe('The task it was asked for on'),
  workerSid: sid('WK').describe('Who asked for it'),
  mode: z.enum(['cold', 'warm']),
  targetKind: z.enum(['worker', 'queue']),
  targetSid: z.string(),
  startedAt: ms,
  attempt: z.number().int().describe('1, or more when the fallback queue is asked'),
  assignments: z.number().int().describe('How many agents serve the conversation'),
  invitedTaskSid: sid('WT').optional(),
  takerSid: sid('WK').optional().describe('Who accepted'),
})

const streams = z.object({
  id: sid('CA').describe("The customer's leg"),
  state: z.string(),
  previousState: z.string().optional(),
  taskSid: sid('WT'),
  running: z.number().int(),
  streams: z.number().int().describe('How many there have been on this call'),
  assignments: z.number().int(),
  agents: z.number().int().describe('How many agents the call has had'),
  safety: z.string().describe('Whether the call lives on when the first agent leaves it'),
  isCallOver: z.boolean(),
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
  event('escalation.undelivered', 'The invite did not reach the customer; notDelivered says why', escalation),
  event('escalation.rated', 'The customer gave stars; what they wrote is not told', escalation),
  event(
    'escalation.measured',
    'What a page measured of its connection in the call, up to two minutes at a time',
    connection,
  ),
  event('transfer.requested', 'An agent hands a conversation on, or brings somebody in', transfer),
  event('transfer.ringing', 'The invite is out, and its task on offer', transfer),
  event('transfer.accepted', 'Somebody has accepted; in a cold transfer the old agent leaves now', transfer),
  event('transfer.completed', 'Done', transfer),
  event('transfer.declined', 'Who was asked said no; the old agent keeps the customer', transfer),
  event('transfer.unanswered', 'Nobody took it in time; the old agent keeps the customer', transfer),
  event('transfer.cancelled', 'Taken back, or the conversation ended meanwhile', transfer),
  event('transfer.failed', 'It could not be made', transfer),
  event('streams.off', 'No stream of the call is running, or not yet', streams),
  event('streams.on', 'At least one stream is running', streams),
  event('streams.trouble', 'A stream that should run does not', streams),
  event('streams.over', 'The call is over, and nothing of it runs', streams),
] as const

export const eventTypes: readonly string[] = catalogue.map((each) => each.shape.type.value)

/** The catalogue as one JSON Schema. */
export const catalogueSchema = (): object => ({
  title: 'Events of Escalate',
  ...z.toJSONSchema(z.union(catalogue)),
})
