import { z } from 'zod'
import { figures } from '../core/figures.ts'

/** Features with outbound events, and the first words of their event types. */
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
  isAgentHere: z.boolean().describe('In the room, according to Twilio'),
  isCustomerHere: z.boolean(),
  isSupervisorHere: z.boolean().optional().describe('A supervisor has joined, visibly to both'),
  isCustomerLineWeak: z.boolean().optional().describe('Their page has measured a weak connection for some seconds'),
  isAgentLineWeak: z.boolean().optional(),
  customerStep: z.string().optional().describe('The readiness step of the customer on the join page'),
  isRecording: z.boolean(),
  asksForLink: z.boolean().optional(),
  notDelivered: z
    .string()
    .optional()
    .describe(
      'Why the newest invite did not arrive: outside-window, filtered, opted-out, landline, unreachable, unknown',
    ),
  deliveryCode: z.number().int().optional().describe("Twilio's error code for it"),
  stars: z.number().int().min(1).max(5).optional(),
  joinedAt: ms.optional().describe('When the customer was first in the room'),
  isOverBudget: z.boolean().optional().describe('It has used more than ROOM_BUDGET_MINUTES_SOFT'),
  usedSeconds: z.number().int().describe("All participants' time in the room, added up when somebody joins or leaves"),
  soloSeconds: z.number().int().describe('The part of usedSeconds without the other side'),
  idleSeconds: z.number().int().describe('How long the room was empty'),
  lateSeconds: z.number().int().describe('The part of usedSeconds after the end was decided'),
  endingSince: ms.optional().describe('When the end was decided, until the room is closed'),
  reason: z.string().optional().describe('Why it is over'),
  joined: z.boolean().optional(),
  seconds: z.number().optional().describe('How long agent and customer were in the room together'),
  endedAt: ms.optional(),
})

/** Figures that a browser reports, so they are not trustworthy. Stretches of different events do not overlap. */
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

const streams = z.object({
  id: sid('CA').describe("The customer's leg"),
  state: z.string(),
  previousState: z.string().optional(),
  taskSid: sid('WT'),
  running: z.number().int(),
  streams: z.number().int().describe('How many there have been on this call'),
  assignments: z.number().int(),
  agents: z.number().int().describe('How many agents the call has had'),
  safety: z.string().describe('Whether the call continues when the first agent leaves it'),
  isCallOver: z.boolean(),
})

const event = (type: string, says: string, data: z.ZodType) =>
  z.object({ type: z.literal(type), timestamp: z.iso.datetime(), data }).describe(says)

/** All outbound events. docs/webhooks is generated from it. */
export const catalogue = [
  event('escalation.requested', 'An agent requested a video; room and task are being prepared', escalation),
  event('escalation.invited', 'The link is in the chat', escalation),
  event('escalation.waiting', 'One side is in the room', escalation),
  event('escalation.live', 'Agent and customer are in the room together', escalation),
  event('escalation.lost', 'They had met, and one of them has left', escalation),
  event('escalation.paused', 'Twilio closed the idle room; the link still works', escalation),
  event('escalation.ending', 'The end was decided; the room is not known to be closed yet', escalation),
  event('escalation.ended', 'Over, and the room is closed', escalation),
  event('escalation.cancelled', 'Over before the customer came', escalation),
  event('escalation.expired', 'Over because the link expired', escalation),
  event('escalation.failed', 'It could not be made', escalation),
  event('escalation.undelivered', 'The invite did not reach the customer; notDelivered says why', escalation),
  event('escalation.rated', 'The customer gave stars; the event does not contain their comment', escalation),
  event(
    'escalation.measured',
    'What a page measured of its connection in the call, up to two minutes at a time',
    connection,
  ),
  event('transfer.requested', 'An agent transfers a conversation, or invites another agent', transfer),
  event('transfer.ringing', 'The invite was made, and its task is offered', transfer),
  event('transfer.accepted', 'Another agent has accepted; in a cold transfer the first agent leaves now', transfer),
  event('transfer.completed', 'Done', transfer),
  event('transfer.declined', 'The invited agent declined; the first agent keeps the customer', transfer),
  event('transfer.unanswered', 'No agent accepted in time; the first agent keeps the customer', transfer),
  event('transfer.cancelled', 'Withdrawn, or the conversation ended meanwhile', transfer),
  event('transfer.failed', 'It could not be made', transfer),
  event('streams.off', 'No stream of the call is running, or not yet', streams),
  event('streams.on', 'At least one stream is running', streams),
  event('streams.trouble', 'A stream that should run does not', streams),
  event('streams.over', 'The call is over, and no stream runs', streams),
] as const

export const eventTypes: readonly string[] = catalogue.map((each) => each.shape.type.value)

/** Makes one JSON Schema of the catalogue. */
export const catalogueSchema = (): object => ({
  title: 'Events of Escalate',
  ...z.toJSONSchema(z.union(catalogue)),
})
