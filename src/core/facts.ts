import { z } from 'zod'
import { command } from './commands.ts'
import { figures } from './figures.ts'

/** The fields of every fact: an id that survives redelivery, the conversation (or call), and when it happened (ms). */
export const head = z.object({ id: z.string().min(1), key: z.string().min(1), at: z.number().int() })
export type Head = z.infer<typeof head>

/** An agent's accepted reservation on a task of this conversation. Nothing else gives the right to command. */
export const assignment = z.object({
  taskSid: z.string(),
  reservationSid: z.string(),
  workerSid: z.string(),
  /** The agent's Conversations identity, as in `contact_uri: client:<identity>`. */
  identity: z.string(),
  /** The customer's Conversations identity, if there is one. */
  customerIdentity: z.string().optional(),
  /** The name that customers may read: never the identity, which often is an e-mail address. */
  displayName: z.string().optional(),
  /** `web`, `sms`, `whatsapp`, …: decides whether a message can still be removed. */
  channel: z.string(),
  locale: z.string().optional(),
  /** The interaction channel of the task: `KD…` and `UO…`. Without one nobody can be invited. */
  interactionSid: z.string().optional(),
  channelSid: z.string().optional(),
  /** The task as the event showed it. With it the first write can use `If-Match` without a read before. */
  known: z.object({ version: z.string(), attributes: z.string() }).optional(),
})
export type Assignment = z.infer<typeof assignment>

/** An agent's accepted reservation on a task of a voice call. Flex names the call's conference after the task. */
export const callAssignment = z.object({
  taskSid: z.string(),
  reservationSid: z.string(),
  workerSid: z.string(),
  direction: z.enum(['inbound', 'outbound']),
  /** The customer's leg. The task of an outbound call gets it only when the customer is dialled. */
  callSid: z.string().optional(),
  /** Known once Flex has written it on the task: at a transfer, but not when the first agent accepts. */
  conferenceSid: z.string().optional(),
  queueSid: z.string().optional(),
  queueName: z.string().optional(),
  workflowSid: z.string().optional(),
  /** How many agents had the call before, if the source is not our own record. */
  before: z.number().optional(),
  /** How many agents have or had the call by now. */
  agents: z.number().optional(),
  /** The highest number that names of the call's streams may have, from the task. */
  names: z.number().optional(),
  /** The destination of this agent's stream, from the task. */
  destination: z.string().optional(),
  /** Read from TaskRouter instead of an event, perhaps long after the acceptance. */
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

/** The readiness steps of a join page. */
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

/** What can happen outside, in our words. Routes and the reconciler make facts; features turn them into events. */
export const facts = {
  commandGiven: head.extend({
    type: z.literal('command.given'),
    command,
    /** A chat identity that Twilio vouches for, or a worker whose Flex token was checked. */
    by: z.union([z.object({ identity: z.string() }), z.object({ workerSid: z.string() })]),
    messageSid: z.string().optional(),
    /** A supervisor's command: it may end or revoke another's video. Only the agent starts and invites. */
    override: z.boolean().optional(),
    /** Set by the agent API when it had to read the task's agent from Twilio. */
    assignment: assignment.optional(),
  }),
  conversationClosed: head.extend({ type: z.literal('conversation.closed') }),
  /** The delivery state of one message. Only SMS and WhatsApp report it; web chat does not. */
  deliveryChanged: head.extend({
    type: z.literal('delivery.changed'),
    messageSid: z.string(),
    is: z.enum(['delivered', 'undelivered']),
    /** Twilio's error code, if the message was not delivered. */
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
  /** An agent did not accept the offer of a task of this conversation. TaskRouter may still offer it to others. */
  reservationDeclined: head.extend({
    type: z.literal('reservation.declined'),
    taskSid: z.string(),
    reservationSid: z.string(),
    workerSid: z.string(),
    how: z.string(),
  }),
  /**
   * The state of a transfer, for features that depend on who serves the customer.
   * - ringing: an invite is live; no agent has accepted it yet
   * - accepted: another agent has the conversation; the first agent may still be in it
   * - over: nothing is pending any more, whatever the outcome
   */
  transferChanged: head.extend({
    type: z.literal('transfer.changed'),
    transferId: z.string(),
    mode: z.enum(['cold', 'warm']),
    is: z.enum(['ringing', 'accepted', 'over']),
    from: z.object({ taskSid: z.string(), workerSid: z.string() }),
    /** `name` is for customers: an agent's display name, never a queue's. */
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
  /** A holder of a link or a pass wants a seat. `device` is empty if no page sent one. */
  seatRequested: head.extend({
    type: z.literal('seat.requested'),
    ...visitor,
    /** The agent or supervisor; absent for the customer. */
    workerSid: z.string().optional(),
    device: z.string(),
    /** The seat moves here from another device of the same participant. */
    takesOver: z.boolean(),
    /** They read that the call may be recorded, and continued. */
    consents: z.boolean(),
  }),
  /** The readiness step that somebody has reached on the join page. */
  readinessChanged: head.extend({
    type: z.literal('readiness.changed'),
    ...visitor,
    device: z.string(),
    step: pageStep,
    detail: z.string().optional(),
  }),
  /** Whether somebody's page has measured a weak connection for a while. The page reports changes only. */
  connectionChanged: head.extend({ type: z.literal('connection.changed'), ...visitor, isWeak: z.boolean() }),
  /** The figures of a connection that a page measured in one stretch of the call (`figures.ts`). */
  connectionMeasured: head.extend({
    type: z.literal('connection.measured'),
    ...visitor,
    /** The agent or supervisor behind the page; absent for the customer. */
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
  /** A customer with a dead link asks for a new one. */
  linkRequested: head.extend({ type: z.literal('link.requested'), escalationId: z.string() }),
  /** A message in the chat asks for video. The writer's identity, if there is one, may turn out to be an agent's. */
  videoRequestReceived: head.extend({
    type: z.literal('video-request.received'),
    role: z.literal('customer'),
    identity: z.string().optional(),
  }),
  /** What the reconciler found out about the invite of a transfer that is over. */
  inviteSeen: head.extend({
    type: z.literal('invite.seen'),
    transferId: z.string(),
    taskSid: z.string().optional(),
    isRinging: z.boolean(),
  }),
  /** From here on facts about voice calls: `key` is the task's SID, because a call has no conversation. */
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
  /** Twilio's callback about a media stream on the customer's leg. */
  callStreamChanged: head.extend({
    type: z.literal('call.stream-changed'),
    is: z.enum(['started', 'stopped', 'error']),
    callSid: z.string(),
    streamSid: z.string(),
    streamName: z.string(),
    detail: z.string().optional(),
  }),
  /** Asks for another look at a call: the reconciler saw a difference, or an agent is about to transfer the call. */
  callDue: head.extend({ type: z.literal('call.due'), by: z.object({ workerSid: z.string() }).optional() }),
  /** Twilio's answer whether the customer's leg is still live. */
  callSeen: head.extend({ type: z.literal('call.seen'), callSid: z.string(), isLive: z.boolean() }),
} as const

export type Facts = { [Name in keyof typeof facts]: z.infer<(typeof facts)[Name]> }
export type Fact = Facts[keyof Facts]

/** Facts about voice calls, which features of conversations have no use for. */
export type CallFact = Extract<Fact, { type: `call.${string}` }>
export const isCallFact = (fact: Fact): fact is CallFact => fact.type.startsWith('call.')
