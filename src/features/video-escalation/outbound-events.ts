import { z } from 'zod'
import { event, ms, sid } from '../../core/event-schema.ts'
import { figures } from '../../core/figures.ts'

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
  isCustomerConnectionWeak: z
    .boolean()
    .optional()
    .describe('Their page has measured a weak connection for some seconds'),
  isAgentConnectionWeak: z.boolean().optional(),
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
  isOverBudget: z.boolean().optional().describe('It has used more than ROOM_BUDGET_MINUTES'),
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

/** The events about videos that receivers get. */
export const outboundEvents = [
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
]
