import { z } from 'zod'
import { command } from './commands.ts'
import { figures } from './figures.ts'

/** What every fact carries: an id that survives redelivery, the conversation it is about, and when it happened (ms). */
export const head = z.object({ id: z.string().min(1), key: z.string().min(1), at: z.number().int() })
export type Head = z.infer<typeof head>

/** An agent's accepted reservation on a task of this conversation: the only thing that gives the right to command. */
export const assignment = z.object({
  taskSid: z.string(),
  reservationSid: z.string(),
  workerSid: z.string(),
  /** The agent's Conversations identity, as in `contact_uri: client:<identity>`. */
  identity: z.string(),
  /** The customer's, where they have one. */
  customerIdentity: z.string().optional(),
  /** What a customer may read: never the identity, which often is an e-mail address. */
  displayName: z.string().optional(),
  /** `web`, `sms`, `whatsapp`, …: decides whether a message can still be taken back. */
  channel: z.string(),
  locale: z.string().optional(),
  /** The interaction's channel the task belongs to: `KD…` and `UO…`. Only where there is one can anybody be invited. */
  interactionSid: z.string().optional(),
  channelSid: z.string().optional(),
  /** The task as the event showed it. Lets the first write go out with `If-Match` and without a read before it. */
  known: z.object({ version: z.string(), attributes: z.string() }).optional(),
})
export type Assignment = z.infer<typeof assignment>

/** An agent's accepted reservation on a task of a voice call. Flex names the call's conference after the task. */
export const callAssignment = z.object({
  taskSid: z.string(),
  reservationSid: z.string(),
  workerSid: z.string(),
  direction: z.enum(['inbound', 'outbound']),
  /** The customer's leg. An outbound task learns it only when the customer is dialled. */
  callSid: z.string().optional(),
  /** Known once Flex has written it on the task: at a transfer, but not when the first agent accepts. */
  conferenceSid: z.string().optional(),
  queueSid: z.string().optional(),
  queueName: z.string().optional(),
  workflowSid: z.string().optional(),
  /** How many agents had the call before, where something else than our own record knows. */
  before: z.number().optional(),
  /** How many have it, or had it, by now. */
  agents: z.number().optional(),
  /** The numbers that names of the call's streams may have by now, as the task says. */
  names: z.number().optional(),
  /** Where this agent's stream goes, as the task says. */
  destination: z.string().optional(),
  /** Not told by an event: read at TaskRouter, perhaps long after the acceptance. */
  isFound: z.boolean().optional(),
})
export type CallAssignment = z.infer<typeof callAssignment>

const room = { roomSid: z.string(), roomName: z.string() }
const participant = { ...room, participantSid: z.string(), identity: z.string() }

const visitor = {
  escalationId: z.string(),
  role: z.enum(['customer', 'agent', 'supervisor']),
  identity: z.string(),
}

/** The stations of a join page. */
export const pageStep = z.enum([
  'opened',
  'in-app-browser',
  'unsupported',
  'choosing',
  'asking',
  'blocked',
  'waiting',
  'joined',
  'left',
])
export type PageStep = z.infer<typeof pageStep>

/** What the outside world can tell us, in our words. The doors and the reconciler make these; features listen. */
export const facts = {
  commandGiven: head.extend({
    type: z.literal('command.given'),
    command,
    /** A chat identity as Twilio vouches for it, or a worker whose Flex token was checked. */
    by: z.union([z.object({ identity: z.string() }), z.object({ workerSid: z.string() })]),
    messageSid: z.string().optional(),
    /** A supervisor ends or revokes what is not theirs. Starting and inviting stay with the agent. */
    override: z.boolean().optional(),
    /** Filled by the agent API when it had to ask Twilio whose task this is. */
    assignment: assignment.optional(),
  }),
  conversationClosed: head.extend({ type: z.literal('conversation.closed') }),
  /** What became of one message on its way to a phone. SMS and WhatsApp tell; a chat on the web does not. */
  deliveryChanged: head.extend({
    type: z.literal('delivery.changed'),
    messageSid: z.string(),
    is: z.enum(['delivered', 'undelivered']),
    /** Twilio's, where it was not delivered. */
    code: z.number().optional(),
  }),
  assignmentOpened: head.extend({ type: z.literal('assignment.opened'), assignment }),
  /** Without a reservation the whole task is over; with one, only that agent's part of it. */
  assignmentClosed: head.extend({
    type: z.literal('assignment.closed'),
    taskSid: z.string(),
    reservationSid: z.string().optional(),
    how: z.string(),
  }),
  /** An agent was offered a task of this conversation and did not take it. The task may be offered to others still. */
  reservationDeclined: head.extend({
    type: z.literal('reservation.declined'),
    taskSid: z.string(),
    reservationSid: z.string(),
    workerSid: z.string(),
    how: z.string(),
  }),
  /**
   * How far one agent's way to another is: for features that do not transfer, but care who serves the customer.
   * - ringing: an invite is live; nobody has taken it yet
   * - accepted: another agent has the conversation; the first one may still be in it
   * - over: nothing is pending any more, however it went
   */
  transferChanged: head.extend({
    type: z.literal('transfer.changed'),
    transferId: z.string(),
    mode: z.enum(['cold', 'warm']),
    is: z.enum(['ringing', 'accepted', 'over']),
    from: z.object({ taskSid: z.string(), workerSid: z.string() }),
    /** `name` is what a customer may read: an agent's display name, never a queue's. */
    to: z.object({ taskSid: z.string().optional(), workerSid: z.string().optional(), name: z.string().optional() }),
  }),
  participantConnected: head.extend({ type: z.literal('participant.connected'), ...participant }),
  participantDisconnected: head.extend({
    type: z.literal('participant.disconnected'),
    ...participant,
    seconds: z.number().optional(),
  }),
  roomEnded: head.extend({ type: z.literal('room.ended'), ...room }),
  /** The reconciler saw one of our rooms in progress, with these participants. */
  roomObserved: head.extend({
    type: z.literal('room.observed'),
    ...room,
    participants: z.array(z.object({ participantSid: z.string(), identity: z.string(), from: z.number() })),
  }),
  /** Somebody with a right to a seat wants to sit down. `device` is empty where there is no page to tell apart. */
  seatRequested: head.extend({
    type: z.literal('seat.requested'),
    ...visitor,
    /** Whose seat it is, where it is an agent's or a supervisor's. */
    workerSid: z.string().optional(),
    device: z.string(),
    /** Away from another device of the same person. */
    takesOver: z.boolean(),
    /** They read that the call may be recorded, and went on. */
    consents: z.boolean(),
  }),
  /** How far somebody came on the join page, in its own words. */
  readinessChanged: head.extend({
    type: z.literal('readiness.changed'),
    ...visitor,
    device: z.string(),
    step: pageStep,
    detail: z.string().optional(),
  }),
  /** Whether somebody's line in the room has been weak for a while, as their page measures it; told when that changes. */
  connectionChanged: head.extend({ type: z.literal('connection.changed'), ...visitor, isWeak: z.boolean() }),
  /** What somebody's page measured of their connection in one stretch of the call (`figures.ts`). */
  connectionMeasured: head.extend({
    type: z.literal('connection.measured'),
    ...visitor,
    /** Whose page it is, where it is an agent's or a supervisor's. */
    workerSid: z.string().optional(),
    figures,
  }),
  ratingGiven: head.extend({
    type: z.literal('rating.given'),
    escalationId: z.string(),
    stars: z.number(),
    issues: z.array(z.string()),
    comment: z.string(),
  }),
  /** A customer with a dead link wants another one. */
  linkRequested: head.extend({ type: z.literal('link.requested'), escalationId: z.string() }),
  /** What the reconciler has found out about the invite of a transfer that is over. */
  inviteSeen: head.extend({
    type: z.literal('invite.seen'),
    transferId: z.string(),
    taskSid: z.string().optional(),
    isRinging: z.boolean(),
  }),
  /** From here on about voice calls: `key` is the task's SID, because a call has no conversation. */
  callAssignmentOpened: head.extend({ type: z.literal('call.assignment-opened'), assignment: callAssignment }),
  /** Without a reservation the whole task is over; with one, only that agent's part of it. */
  callAssignmentClosed: head.extend({
    type: z.literal('call.assignment-closed'),
    direction: callAssignment.shape.direction,
    reservationSid: z.string().optional(),
    how: z.string(),
  }),
  /** TaskRouter's own transfer of a call. The task stays the same; the new agent gets a reservation of their own. */
  callTransferChanged: head.extend({
    type: z.literal('call.transfer-changed'),
    direction: callAssignment.shape.direction,
    is: z.enum(['initiated', 'attempt-failed', 'failed', 'canceled', 'completed']),
  }),
  /** Something happened in the call's conference, or to it. */
  callConferenceChanged: head.extend({
    type: z.literal('call.conference-changed'),
    conferenceSid: z.string(),
    is: z.enum(['ended', 'joined', 'left', 'unheld', 'changed']),
    callSid: z.string().optional(),
  }),
  /** What Twilio says of a media stream that was started on the customer's leg. */
  callStreamChanged: head.extend({
    type: z.literal('call.stream-changed'),
    is: z.enum(['started', 'stopped', 'error']),
    callSid: z.string(),
    streamSid: z.string(),
    streamName: z.string(),
    detail: z.string().optional(),
  }),
  /** The reconciler saw that something of a call is not as it should be, or an agent is about to transfer it: another look is due. */
  callDue: head.extend({ type: z.literal('call.due'), by: z.object({ workerSid: z.string() }).optional() }),
  /** Twilio was asked whether the customer's leg is still there. */
  callSeen: head.extend({ type: z.literal('call.seen'), callSid: z.string(), isLive: z.boolean() }),
} as const

export type Facts = { [Name in keyof typeof facts]: z.infer<(typeof facts)[Name]> }
export type Fact = Facts[keyof Facts]

/** Facts about voice calls, which features of conversations have no use for. */
export type CallFact = Extract<Fact, { type: `call.${string}` }>
export const isCallFact = (fact: Fact): fact is CallFact => fact.type.startsWith('call.')
