import { z } from 'zod'
import { callAssignment, facts, head } from '../../core/facts.ts'
import type { Decision as DecisionOf } from '../../core/feature.ts'
import type { Destinations } from './destinations.ts'
import { callRead } from './seen.ts'

/** An agent on the call. */
export const assignment = callAssignment.extend({
  /** When the agent accepted, by TaskRouter's clock. */
  at: z.number(),
  /** How many agents had the call before. */
  transfer: z.number(),
  /**
   * Other agents had the call, and the record does not know how many: nothing starts before TaskRouter has answered.
   */
  isUncounted: z.boolean().optional(),
})
export type Assignment = z.infer<typeof assignment>

/**
 * Why a stream is over. `lost`, `full` and `refused` are problems, the others are normal.
 *
 * - outside: the leg is not the customer's, or the customer is not in the call's conference
 * - not-yet: the customer's phone rings
 * - full: all tracks that Twilio carries on the leg are in use, perhaps by streams of other applications
 */
export const why = z.enum(['left', 'replaced', 'outside', 'not-yet', 'call-ended', 'lost', 'full', 'refused'])
export type Why = z.infer<typeof why>

/**
 * starting → on → stopping → over
 *
 * - unsure: may still run from before the record was lost; it is stopped as soon as the leg is known
 * - starting: requested, and not yet answered
 * - on: Twilio has it, by its answer or its callback, whichever arrives first
 * - stopping: no longer needed, and the stop is not yet answered
 */
export const stream = z.object({
  name: z.string(),
  reservationSid: z.string(),
  workerSid: z.string(),
  /** A name from the list of destinations; the URL is looked up when the stream is started. */
  destination: z.string(),
  phase: z.enum(['unsure', 'starting', 'on', 'stopping', 'over']),
  streamSid: z.string().optional(),
  /** The leg it is on. */
  callSid: z.string().optional(),
  requestedAt: z.number(),
  startedAt: z.number().optional(),
  overAt: z.number().optional(),
  why: why.optional(),
  /** Twilio's message when it failed. */
  detail: z.string().optional(),
  /** Twilio has reported its stop: nothing of it can be left. */
  isGone: z.boolean(),
  /** Twilio has reported that its destination accepts it, which the answer to the request does not say. */
  isConfirmed: z.boolean().default(false),
  /** It was lost or found no room, and the call goes on without it: it may restart. */
  isMissed: z.boolean(),
})
export type Stream = z.infer<typeof stream>

/**
 * What is known of the customer's leg.
 *
 * - unknown: not seen in a conference of the call yet, whatever the task says
 * - ringing: called, and not there yet
 * - here: in the call's conference
 * - outside: was there, and is elsewhere now: on hold in a queue, in a menu, in an outside call
 * - none: there is no customer in this call
 */
export const customer = z.enum(['unknown', 'ringing', 'here', 'outside', 'none'])

/** Whether the call survives when an agent hangs up. */
export const safety = z.enum(['unknown', 'checking', 'on-hold', 'safe', 'unsafe'])

/** Written under our key of the task's attributes, for the agent to read. */
export const announcement = z.object({
  state: z.enum(['on', 'off', 'trouble', 'over']),
  running: z.number(),
  /** Whether the customer's call survives when this agent leaves it. */
  survivesTransfer: z.enum(['yes', 'no', 'checking']).optional(),
  problem: z.string().optional(),
  /** Number of agents so far. */
  agents: z.number().default(0),
  /** Nobody's leaving ends the call any more, so we must end it. Kept on the task in case the record is lost. */
  lifted: z.literal(true).optional(),
  /** The highest number in names of streams; 1 if missing. */
  names: z.number().optional(),
  /** The destination of each agent's stream if rules name a queue: the task's queue changes. */
  to: z.record(z.string(), z.string()).optional(),
})
export type Announcement = z.infer<typeof announcement>

export const state = z.object({
  /** The customer's leg, as seen or as the task says. */
  callSid: z.string().optional(),
  customer: customer.default('unknown'),
  /** The leg was seen in the call's conference: the task no longer changes it. */
  isProven: z.boolean().default(false),
  /** Legs of agents and supervisors who could be heard: they count as parties even when muted. */
  speakers: z.array(z.string()).default([]),
  conferenceSid: z.string().optional(),
  /** The customer's leg is gone. */
  isCallOver: z.boolean(),
  /** The task is over for TaskRouter. */
  isTaskOver: z.boolean(),
  assignments: z.array(assignment),
  /** Number of agents so far. */
  agents: z.number(),
  /** Reservations and tasks known to be over: an end wins even over an acceptance that arrives later. */
  closed: z.array(z.string()),
  /** By TaskRouter's clock, so that the order of arrival does not matter. */
  transfer: z.object({ initiatedAt: z.number(), takenAt: z.number(), overAt: z.number() }),
  streams: z.array(stream),
  /** Reservations whose streams the record knows of. */
  had: z.array(z.string()).default([]),
  /** The highest number in names: as wanted, and as the task says. No stream starts with a higher one. */
  names: z.number().default(1),
  announcedNames: z.number().default(1),
  guard: z.object({
    safety,
    /** A look at the conference is under way. */
    isLooking: z.boolean(),
    /** That look waits for its time. */
    isWaiting: z.boolean().default(false),
    /** Something changed meanwhile, so another look is due. */
    isDue: z.boolean(),
    /** The look that counts: results of replaced looks are ignored. */
    lookNumber: z.number(),
    looks: z.number(),
    /** When the look was or will be requested. */
    requestedAt: z.number().optional(),
    /** Why we look again; `looks` counts looks for the same reason. */
    because: z.string().optional(),
    detail: z.string().optional(),
    /** Legs whose leaving would have ended the conference before we changed that. */
    lifted: z.array(z.string()),
    /** The same according to the task: an earlier record of the call was lost. */
    wasLifted: z.boolean().default(false),
    /** Legs that joined according to a callback, and that no read has shown yet: reads lag behind. */
    came: z.array(z.object({ callSid: z.string(), at: z.number() })).default([]),
    /** Conferences whose callbacks report joins. */
    reportingConferences: z.array(z.string()).default([]),
    /** Agents' legs that were seen in the conference. */
    met: z.array(z.string()).default([]),
    /** Number of participants at the last look. */
    here: z.number().default(0),
    /** Since when the customer is out of the conference, or somebody is alone in it. */
    outsideSince: z.number().optional(),
    aloneSince: z.number().optional(),
  }),
  /** What the task says, and the revision of that write: a late write never overwrites a newer one. */
  announced: announcement.optional(),
  revision: z.number(),
})
export type State = z.infer<typeof state>
export const initial: State = {
  customer: 'unknown',
  isProven: false,
  speakers: [],
  isCallOver: false,
  isTaskOver: false,
  assignments: [],
  agents: 0,
  closed: [],
  transfer: { initiatedAt: 0, takenAt: 0, overAt: 0 },
  streams: [],
  had: [],
  names: 1,
  announcedNames: 1,
  guard: {
    safety: 'unknown',
    isLooking: false,
    isWaiting: false,
    isDue: false,
    lookNumber: 0,
    looks: 0,
    lifted: [],
    wasLifted: false,
    met: [],
    came: [],
    reportingConferences: [],
    here: 0,
  },
  revision: 0,
}

export const event = z.discriminatedUnion('type', [
  facts.callAssignmentOpened,
  facts.callAssignmentClosed,
  facts.callTransferChanged,
  facts.callConferenceChanged,
  facts.callStreamChanged,
  facts.callSeen,
  facts.callDue,
  head.extend({ type: z.literal('stream.started'), name: z.string(), streamSid: z.string().optional() }),
  head.extend({ type: z.literal('stream.stopped'), name: z.string() }),
  /** The leg has no room for the stream now. */
  head.extend({ type: z.literal('stream.full'), name: z.string() }),
  head.extend({
    type: z.literal('conference.seen'),
    lookNumber: z.number(),
    read: callRead,
  }),
  head.extend({ type: z.literal('participant.lifted'), callSid: z.string() }),
  head.extend({ type: z.literal('participant.restored'), callSid: z.string() }),
  /** `isDone: false`: a last read showed that ending it would have cut somebody off. */
  head.extend({ type: z.literal('conference.ended'), isDone: z.boolean() }),
  head.extend({ type: z.literal('task.annotated'), names: z.number().optional() }),
  head.extend({
    type: z.literal('effect.failed'),
    effect: z.string(),
    reason: z.string(),
    code: z.number().optional(),
    request: z.object({ name: z.string().optional(), lookNumber: z.number().optional() }).optional(),
  }),
])
export type Event = z.infer<typeof event>
export type EventOf<T extends Event['type']> = Extract<Event, { type: T }>

/** What decisions may depend on besides state and event. */
export type Settings = {
  readonly calls: 'off' | 'inbound' | 'all'
  readonly handover: 'overlap' | 'gap-free-sequential'
  /** Streams at once: Twilio carries four tracks a call, and `both_tracks` are two. */
  readonly most: number
  readonly destinations: Destinations
}

export const effect = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('stream.start'),
    name: z.string(),
    callSid: z.string(),
    destination: z.string(),
    taskSid: z.string(),
    reservationSid: z.string(),
    workerSid: z.string(),
    conference: z.string(),
    transfer: z.number(),
  }),
  z.object({
    type: z.literal('stream.stop'),
    name: z.string(),
    callSid: z.string(),
    streamSid: z.string().optional(),
    after: z.number().optional(),
  }),
  z.object({ type: z.literal('call.look'), callSid: z.string(), after: z.number().optional() }),
  z.object({
    type: z.literal('conference.look'),
    lookNumber: z.number(),
    taskSid: z.string(),
    /** The leg assumed to be the customer's. */
    callSid: z.string().optional(),
    after: z.number().optional(),
  }),
  z.object({ type: z.literal('participant.lift'), conferenceSid: z.string(), callSid: z.string() }),
  z.object({ type: z.literal('participant.restore'), conferenceSid: z.string(), callSid: z.string() }),
  z.object({
    type: z.literal('conference.end'),
    conferenceSid: z.string(),
    taskSid: z.string(),
    callSid: z.string().optional(),
    isProven: z.boolean().default(false),
    speakers: z.array(z.string()).readonly().default([]),
    /** TaskRouter still counts an agent whose call has dropped. */
    isDropped: z.boolean().default(false),
  }),
  z.object({
    type: z.literal('task.annotate'),
    taskSid: z.string(),
    revision: z.number(),
    streams: announcement,
  }),
])
export type Effect = z.infer<typeof effect>

export type Decision = DecisionOf<State, Effect>
