import { z } from 'zod'
import { callDesk, facts, head } from '../../core/facts.ts'
import type { Destinations } from './destinations.ts'

/** An agent on the call. */
export const seat = callDesk.extend({
  /** When they accepted, by TaskRouter's clock. */
  at: z.number(),
  /** How many agents had the call before. */
  transfer: z.number(),
})
export type Seat = z.infer<typeof seat>

/** Why a stream is over. `lost` and `refused` are troubles, the others are as it should be. */
export const why = z.enum(['left', 'replaced', 'call-ended', 'lost', 'refused'])
export type Why = z.infer<typeof why>

/**
 * starting → on → stopping → over
 *
 * - starting: asked for, and not yet answered
 * - on: Twilio has it, by its answer or by its callback, whichever is heard first
 * - stopping: not needed any more, and the stop is not yet answered
 */
export const stream = z.object({
  name: z.string(),
  reservationSid: z.string(),
  workerSid: z.string(),
  /** A name from the list of destinations; the URL is looked up when the stream is started. */
  destination: z.string(),
  phase: z.enum(['starting', 'on', 'stopping', 'over']),
  streamSid: z.string().optional(),
  askedAt: z.number(),
  startedAt: z.number().optional(),
  overAt: z.number().optional(),
  why: why.optional(),
  /** What Twilio said of it when it failed. */
  detail: z.string().optional(),
  /** Twilio has told that it stopped: nothing of it can be left. */
  isGone: z.boolean(),
  /** It was lost, and the call is known to go on without it. */
  isMissed: z.boolean(),
})
export type Stream = z.infer<typeof stream>

/** Whether the call lives on when an agent hangs up. */
export const safety = z.enum(['unknown', 'checking', 'on-hold', 'safe', 'unsafe'])

/** What is written under our key of the task's attributes, for the agent to read. */
export const announcement = z.object({
  state: z.enum(['on', 'off', 'trouble', 'over']),
  running: z.number(),
  /** Whether the customer's call lives on when this agent leaves it. */
  survivesTransfer: z.enum(['yes', 'no', 'checking']).optional(),
  problem: z.string().optional(),
})
export type Announcement = z.infer<typeof announcement>

export const state = z.object({
  callSid: z.string().optional(),
  conferenceSid: z.string().optional(),
  /** The customer's leg is gone. */
  isCallOver: z.boolean(),
  /** TaskRouter has nothing to do for it any more. */
  isTaskOver: z.boolean(),
  seats: z.array(seat),
  /** Agents so far. */
  agents: z.number(),
  /** Reservations and tasks known to be over: terminal facts win, also over an acceptance that arrives later. */
  closed: z.array(z.string()),
  /** By TaskRouter's clock, so that it does not matter in which order it is heard. */
  transfer: z.object({ initiatedAt: z.number(), takenAt: z.number(), overAt: z.number() }),
  streams: z.array(stream),
  guard: z.object({
    safety,
    /** A look at the conference is under way. */
    isLooking: z.boolean(),
    /** Something changed meanwhile, so another look is due. */
    isDue: z.boolean(),
    /** Which look counts: one that was overtaken by another is not asked any more. */
    turn: z.number(),
    looks: z.number(),
    detail: z.string().optional(),
    /** Legs whose leaving would have ended the conference before we changed that. */
    lifted: z.array(z.string()),
  }),
  /** What the task says of it, and which write that was: a late one never overwrites a later one. */
  said: announcement.optional(),
  revision: z.number(),
})
export type State = z.infer<typeof state>
export const initial: State = {
  isCallOver: false,
  isTaskOver: false,
  seats: [],
  agents: 0,
  closed: [],
  transfer: { initiatedAt: 0, takenAt: 0, overAt: 0 },
  streams: [],
  guard: { safety: 'unknown', isLooking: false, isDue: false, turn: 0, looks: 0, lifted: [] },
  revision: 0,
}

const person = z.object({ callSid: z.string(), endsOnExit: z.boolean(), isHeld: z.boolean() })

export const event = z.discriminatedUnion('type', [
  facts.callDeskOpened,
  facts.callDeskClosed,
  facts.callTransferChanged,
  facts.callConferenceChanged,
  facts.callStreamTold,
  facts.callSeen,
  head.extend({ type: z.literal('stream.started'), name: z.string(), streamSid: z.string().optional() }),
  head.extend({ type: z.literal('stream.stopped'), name: z.string() }),
  head.extend({
    type: z.literal('conference.seen'),
    turn: z.number(),
    conferenceSid: z.string().optional(),
    callSid: z.string().optional(),
    people: z.array(person),
  }),
  head.extend({ type: z.literal('participant.lifted'), callSid: z.string() }),
  head.extend({ type: z.literal('conference.ended') }),
  head.extend({ type: z.literal('task.annotated') }),
  head.extend({
    type: z.literal('effect.failed'),
    effect: z.string(),
    reason: z.string(),
    code: z.number().optional(),
    asked: z.object({ name: z.string().optional(), turn: z.number().optional() }).optional(),
  }),
])
export type Event = z.infer<typeof event>
export type EventOf<T extends Event['type']> = Extract<Event, { type: T }>

/** What rules may depend on besides state and event. */
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
    turn: z.number(),
    taskSid: z.string(),
    conferenceSid: z.string().optional(),
    /** Whose leg is the customer's is not known yet: the task may say so by now. */
    needsCall: z.boolean(),
    after: z.number().optional(),
  }),
  z.object({ type: z.literal('participant.lift'), conferenceSid: z.string(), callSid: z.string() }),
  z.object({
    type: z.literal('conference.end'),
    conferenceSid: z.string(),
    taskSid: z.string(),
    callSid: z.string(),
    isCallOver: z.boolean(),
  }),
  z.object({
    type: z.literal('task.annotate'),
    taskSid: z.string(),
    revision: z.number(),
    streams: announcement,
  }),
])
export type Effect = z.infer<typeof effect>
