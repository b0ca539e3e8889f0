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

/** One connection of a participant to the room. A reconnect is a new connection: Twilio gives it a new SID. */
export const participant = z.object({
  participantSid: z.string(),
  identity: z.string(),
  /** Supervisors do not count when a decision depends on who is there. */
  role: z.enum(['customer', 'agent', 'supervisor']),
  /** Which of the escalation's rooms. */
  generation: z.number(),
  from: z.number(),
  until: z.number().optional(),
  /**
   * When the seat died. Decisions count the participant as gone from then on, though Twilio may list them a moment
   * longer.
   */
  outAt: z.number().optional(),
})
export type Participant = z.infer<typeof participant>

/** Why the video ended. The earliest cause by Twilio's clock wins, in whatever order the events arrive. */
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
  /** `esc-<conversation>-<start>`: yields its conversation without a look-up, even after Redis has lost everything. */
  id: z.string(),
  taskSid: z.string(),
  /** The owner: the agent who started the video or took it over. Holds the "one live video per agent" lock. */
  workerSid: z.string(),
  /** The owner took it over while in another video: it goes on without the lock. */
  isWithoutLock: z.boolean().default(false),
  /** Tasks of other agents in this conversation. They show the same escalation. */
  alsoOn: z.array(z.string()).default([]),
  /** Agents whose part ended while the video went on. */
  released: z.array(released).default([]),
  handover: handover.optional(),
  /** Identity → its agent, known from the seat request. Agents whom older records do not name are not removed. */
  agents: z.record(z.string(), z.object({ workerSid: z.string(), name: z.string().optional() })).default({}),
  /** Identity → its supervisor, known from the seat request. */
  supervisors: z.record(z.string(), z.object({ workerSid: z.string() })).default({}),
  /** Connections of released agents whose removal was requested, each once. */
  removedParticipants: z.array(z.string()).default([]),
  locale: z.string().optional(),
  /** Whether its rooms record: as configured, as requested at the start, or as switched since. */
  isRecorded: z.boolean(),
  /** A room of it has been recorded. */
  wasRecorded: z.boolean().default(false),
  startedAt: z.number(),
  /** Only the link of this generation is valid: raising it kills older links. */
  link: z.object({
    generation: z.number(),
    issuedAt: z.number(),
    isRevoked: z.boolean(),
    /** False for links older than seats per generation: their seats have the names of the first generation. */
    hasOwnSeats: z.boolean().default(false),
  }),
  /** Counts the rooms behind the same link: Twilio closes idle rooms, and a join creates the next. */
  generation: z.number(),
  /** Counts the requested invites. Each has its own marker, which tells a repeated job from a second invite. */
  invites: z.number(),
  isInvited: z.boolean(),
  sentInvite: sentInvite.optional(),
  /** Failures of messages not yet known to be ours, kept while one of ours is on its way to Twilio. */
  earlyFailures: z.array(facts.deliveryChanged).default([]),
  isTaskWritten: z.boolean(),
  /** Task → why it could not be written. */
  unwritten: z.record(z.string(), z.enum(unwrittenWords)).default({}),
  participants: z.array(participant),
  customer,
  /**
   * Identity → the device that has its seat. A seat is not a connection: a refresh keeps it, a second device must take
   * it over.
   */
  seats: z.record(z.string(), z.string()),
  /** Customers' seats, by identity and device, whose holders have not agreed to a recording. */
  withoutConsent: z.array(z.object({ identity: z.string(), device: z.string() })).default([]),
  /** Identities in the room whose pages report a weak connection. */
  weak: z.array(z.string()).default([]),
  /** Identity → for how many seconds its page has reported measurements. */
  measured: z.record(z.string(), z.number()).default({}),
  rating: rating.optional(),
  /** When its minutes passed the first limit. */
  warnedAt: z.number().optional(),
  /** Rooms known to have ended, even if their end was the first event about them. */
  endedRooms: z.array(z.object({ generation: z.number(), at: z.number() })),
})
export type Escalation = z.infer<typeof escalation>

/**
 * idle → opening → open ⇄ asleep → ending → ended → opening (a new escalation)
 *
 * - opening: the room is being created and the task written; both must succeed before anyone is invited
 * - open: the room is in progress. Its participants make it invited, waiting, live or lost (`presence.ts`)
 * - asleep: Twilio closed the idle room, the link still works; a join or another `/video` wakes it
 * - ending: the video must end, and the room is not yet known to have ended
 * - ended: the room is gone; late events may still complete the outcome
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
  /** Tasks and reservations known to be over: an end wins even over an acceptance that arrives later. */
  closed: z.array(z.string()),
  /** Identities that commanded and are not agents, so that a customer's `/video` costs nothing for a while. */
  unknownIdentities,
  /** Commands waiting for that look-up, or for the previous escalation to finish ending. */
  pendingCommands: z.array(facts.commandGiven),
  transfers: z.array(transfer).default([]),
  /** When a customer with a dead link last asked for another. The next invite answers it. */
  linkRequestedAt: z.number().optional(),
  /** When an agent last typed an end command: a start typed before it that arrives after it is void. */
  endTypedAt: z.number(),
  /** Counts the writes to tasks, so that a late write never overwrites a newer one. */
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

/** Why Twilio is asked for invites: the last agent left, the wait for the next agent is up, or an invite is over. */
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
    /** Missing in events of older releases. */
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
    /** The identities looked up, and the agents among them. Missing if the whole conversation was looked up. */
    identities: z.array(z.string()).optional(),
    agents: z.array(z.string()).optional(),
  }),
  /** The invites in the conversation's channel: tasks on offer, and agents who have accepted. */
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
  /** Finds the assignments of these identities; without `identities`, of the whole conversation. */
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
