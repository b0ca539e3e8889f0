import { z } from 'zod'
import { assignment, facts, head } from '../../core/facts.ts'
import type { Decision as DecisionOf } from '../../core/feature.ts'
import { unwrittenWords } from '../../core/task-attributes.ts'
import { unknownIdentities } from '../../core/unknown-identities.ts'
import { announcement } from './announcement.ts'
import { customer, rating } from './customer-model.ts'
import { handover, released, transfer } from './handover-model.ts'
import { sentInvite } from './invite-model.ts'

export type Released = z.infer<typeof released>

/** One connection of one person to the room. A reconnect is a new one; Twilio gives it a new SID. */
export const participant = z.object({
  participantSid: z.string(),
  identity: z.string(),
  /** A supervisor looks in: to every rule about who is there they are nobody. */
  role: z.enum(['customer', 'agent', 'supervisor']),
  /** Which of the escalation's rooms. */
  generation: z.number(),
  from: z.number(),
  until: z.number().optional(),
  /** Their seat was dead from then on. The rules count them as gone, though Twilio may show them a moment longer. */
  outAt: z.number().optional(),
})
export type Participant = z.infer<typeof participant>

/** Why it ended. The earliest cause by Twilio's clock wins, in whatever order the news comes in. */
export const cause = z.object({
  why: z.enum([
    'task-closed',
    'conversation-closed',
    'agent-ended',
    'link-expired',
    'left-alone',
    'nobody-took-over',
    'supervisor-ended',
    'budget',
    'failed',
  ]),
  at: z.number(),
  detail: z.string().optional(),
})
export type Cause = z.infer<typeof cause>

const escalation = z.object({
  /** `esc-<conversation>-<start>`: leads back to its conversation without a look-up, also after Redis lost everything. */
  id: z.string(),
  taskSid: z.string(),
  /** The agent whose video it is: who started it, or took it over. Holds the "one live video per agent" claim. */
  workerSid: z.string(),
  /** Its agent took it over while in another video: it goes on without the claim. */
  isWithoutLock: z.boolean().default(false),
  /** Tasks of other agents in this conversation. They show the same escalation. */
  alsoOn: z.array(z.string()).default([]),
  /** Agents whose part ended while the video went on. */
  released: z.array(released).default([]),
  handover: handover.optional(),
  /** Identity → the agent behind it, learnt when they ask for their seat. Whom older records do not name is left alone. */
  agents: z.record(z.string(), z.object({ workerSid: z.string(), name: z.string().optional() })).default({}),
  /** Identity → the supervisor behind it, learnt when they ask for their seat. */
  supervisors: z.record(z.string(), z.object({ workerSid: z.string() })).default({}),
  /** Connections of released agents that were asked to go, each once. */
  removedParticipants: z.array(z.string()).default([]),
  locale: z.string().optional(),
  /** Whether its rooms record: as configured, as asked for at the start, as switched since. */
  isRecorded: z.boolean(),
  /** A room of it has been recorded. */
  wasRecorded: z.boolean().default(false),
  startedAt: z.number(),
  /** The link of this generation is the valid one; raising it kills the older. */
  link: z.object({
    generation: z.number(),
    issuedAt: z.number(),
    isRevoked: z.boolean(),
    /** False for a link from before generations had seats of their own: its seats have the first one's name. */
    hasOwnSeats: z.boolean().default(false),
  }),
  /** Rooms behind the same link, counted: Twilio closes idle ones and a join makes the next. */
  generation: z.number(),
  /** Invites asked for. Each has its own marker, so that a repeat of one is recognised and a second one is not. */
  invites: z.number(),
  isInvited: z.boolean(),
  sentInvite: sentInvite.optional(),
  /** What was heard of messages that are not known to be ours yet, while one of ours is on its way to Twilio. */
  earlyFailures: z.array(facts.deliveryChanged).default([]),
  isTaskWritten: z.boolean(),
  /** Task → why it does not say what it should. */
  unwritten: z.record(z.string(), z.enum(unwrittenWords)).default({}),
  participants: z.array(participant),
  customer,
  /** Identity → the device that has its seat. A seat is not a connection: a refresh keeps it, a second device asks. */
  seats: z.record(z.string(), z.string()),
  /** Customers' seats whose holders have not agreed to a recording: each is an identity and a device. */
  withoutConsent: z.array(z.object({ identity: z.string(), device: z.string() })).default([]),
  /** Identities in the room whose pages say that their line is weak. */
  weak: z.array(z.string()).default([]),
  /** Identity → of how many seconds its page has told what it measured. */
  measured: z.record(z.string(), z.number()).default({}),
  rating: rating.optional(),
  /** When its minutes passed the first limit. */
  warnedAt: z.number().optional(),
  /** Rooms known to have ended, also when that was heard before anything else about them. */
  endedRooms: z.array(z.object({ generation: z.number(), at: z.number() })),
})
export type Escalation = z.infer<typeof escalation>

/**
 * idle → opening → open ⇄ asleep → ending → ended → opening (a new escalation)
 *
 * - opening: the room is being made and the task written; both must succeed before anyone is invited
 * - open: the room is in progress. Who is in it says whether it is invited, waiting, live or lost (`presence.ts`)
 * - asleep: Twilio closed the idle room, the link still works; a join or another `/video` wakes it
 * - ending: must be over, and the room is not yet known to be
 * - ended: the room is gone; late news may still complete the outcome
 */
export const video = z.discriminatedUnion('phase', [
  z.object({ phase: z.literal('idle') }),
  escalation.extend({ phase: z.literal('opening'), roomSid: z.string().optional() }),
  escalation.extend({ phase: z.literal('open'), roomSid: z.string(), lostAt: z.number().optional() }),
  escalation.extend({ phase: z.literal('asleep') }),
  escalation.extend({ phase: z.literal('ending'), roomSid: z.string().optional(), causes: z.array(cause) }),
  escalation.extend({ phase: z.literal('ended'), roomSid: z.string().optional(), causes: z.array(cause) }),
])
export type Video = z.infer<typeof video>
export type Phase<P extends Video['phase']> = Extract<Video, { phase: P }>
export type Live = Phase<'opening' | 'open' | 'asleep'>

export const state = z.object({
  assignments: z.array(assignment),
  /** Tasks and reservations known to be over: terminal facts win, also over an acceptance that arrives later. */
  closed: z.array(z.string()),
  /** Who commanded and is no agent, so that a customer's `/video` costs nothing for a while. */
  unknownIdentities,
  /** Commands waiting for that look-up, or for the previous escalation to finish ending. */
  pendingCommands: z.array(facts.commandGiven),
  transfers: z.array(transfer).default([]),
  /** When a customer with a dead link last asked for another. The next invite answers it. */
  linkRequestedAt: z.number().optional(),
  /** When an agent last typed an end command: a start typed before it, but heard after it, is void. */
  endTypedAt: z.number(),
  /** Counts what was announced on the task, so that a late write never overwrites a later one. */
  revision: z.number(),
  video,
})
export type State = z.infer<typeof state>
export const initial: State = {
  assignments: [],
  closed: [],
  unknownIdentities: [],
  pendingCommands: [],
  transfers: [],
  endTypedAt: 0,
  revision: 0,
  video: { phase: 'idle' },
}

/** Why Twilio is asked who is invited: an agent has gone, the wait for the next one is up, or an invite is over. */
const round = z.enum(['first', 'again', 'withdrawn'])

export const event = z.discriminatedUnion('type', [
  facts.commandGiven,
  facts.conversationClosed,
  facts.deliveryChanged,
  facts.assignmentOpened,
  facts.assignmentClosed,
  facts.transferChanged,
  facts.participantConnected,
  facts.participantDisconnected,
  facts.roomEnded,
  facts.roomObserved,
  facts.seatRequested,
  facts.readinessChanged,
  facts.connectionChanged,
  facts.connectionMeasured,
  facts.ratingGiven,
  facts.linkRequested,
  head.extend({ type: z.literal('room.created'), roomName: z.string(), roomSid: z.string() }),
  head.extend({ type: z.literal('room.closed'), roomSid: z.string() }),
  head.extend({
    type: z.literal('task.annotated'),
    escalationId: z.string(),
    taskSid: z.string().optional(),
    unwritten: z.enum(unwrittenWords).optional(),
  }),
  head.extend({
    type: z.literal('invite.posted'),
    escalationId: z.string(),
    /** Unknown in what an older release has kept. */
    messageSid: z.string().optional(),
    number: z.number().optional(),
    isTemplate: z.boolean().optional(),
  }),
  head.extend({ type: z.literal('notice.posted') }),
  head.extend({ type: z.literal('command.removed') }),
  head.extend({ type: z.literal('participant.removed') }),
  head.extend({ type: z.literal('recording.changed'), roomSid: z.string(), isOn: z.boolean() }),
  head.extend({
    type: z.literal('assignments.found'),
    assignments: z.array(assignment),
    /** Whom it was about; of these, the agents. None: it was about the whole conversation. */
    identities: z.array(z.string()).optional(),
    agents: z.array(z.string()).optional(),
  }),
  /** Whom Twilio has invited into the conversation's channel: tasks that are on offer, and agents who have accepted. */
  head.extend({
    type: z.literal('invited.found'),
    closedAt: z.number(),
    round,
    ringing: z.array(z.string()),
    assignments: z.array(assignment),
  }),
  head.extend({
    type: z.literal('timer.fired'),
    timer: z.enum(['link', 'lost', 'handover', 'budget', 'unattended']),
    of: z.string(),
  }),
  head.extend({
    type: z.literal('effect.failed'),
    effect: z.string(),
    reason: z.string(),
    code: z.number().optional(),
    request: z
      .object({ isOn: z.boolean(), participantSid: z.string(), isTemplate: z.boolean(), closedAt: z.number(), round })
      .partial()
      .optional(),
  }),
])
export type Event = z.infer<typeof event>
export type EventOf<T extends Event['type']> = Extract<Event, { type: T }>
export type Command = EventOf<'command.given'>

export type { Settings } from './settings.ts'

const refused = z.object({ code: z.string(), message: z.string(), taskSid: z.string().optional() })

export const effect = z.discriminatedUnion('type', [
  z.object({ type: z.literal('room.create'), roomName: z.string(), isRecorded: z.boolean() }),
  z.object({ type: z.literal('room.close'), roomSid: z.string(), after: z.number().optional() }),
  z.object({
    type: z.literal('task.annotate'),
    taskSid: z.string(),
    escalationId: z.string(),
    revision: z.number(),
    /** `null` takes our video block off the task again. */
    video: announcement.nullable(),
    refused: refused.optional(),
    known: z.object({ version: z.string(), attributes: z.string() }).optional(),
  }),
  z.object({
    type: z.literal('invite.post'),
    escalationId: z.string(),
    linkGeneration: z.number(),
    invite: z.number(),
    isTemplate: z.boolean().optional(),
    locale: z.string().optional(),
  }),
  z.object({
    type: z.literal('notice.post'),
    escalationId: z.string(),
    notice: z.enum(['cancelled']),
    locale: z.string().optional(),
  }),
  z.object({ type: z.literal('command.remove'), messageSid: z.string() }),
  /** Of those who bear these identities; without any, everybody's in this conversation. */
  z.object({ type: z.literal('assignments.find'), identities: z.array(z.string()).optional() }),
  /** `taskSid` is that of the agent who left. */
  z.object({
    type: z.literal('invited.find'),
    interactionSid: z.string(),
    channelSid: z.string(),
    taskSid: z.string(),
    closedAt: z.number(),
    round,
  }),
  z.object({
    type: z.literal('participant.remove'),
    roomSid: z.string(),
    participantSid: z.string(),
    after: z.number().optional(),
  }),
  z.object({ type: z.literal('room.record'), roomSid: z.string(), isOn: z.boolean() }),
  z.object({
    type: z.literal('timer.wait'),
    timer: z.enum(['link', 'lost', 'handover', 'budget', 'unattended']),
    of: z.string(),
    after: z.number(),
  }),
])
export type Effect = z.infer<typeof effect>

export type Decision = DecisionOf<State, Effect>
