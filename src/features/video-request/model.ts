import { z } from 'zod'
import { videoCommand, videoRequestCommand } from '../../core/commands.ts'
import { assignment, type Fact, facts, head } from '../../core/facts.ts'
import type { Decision as DecisionOf } from '../../core/feature.ts'

const served = assignment.pick({ taskSid: true, reservationSid: true, workerSid: true, identity: true })
export type Served = z.infer<typeof served>

const byIdentity = z.object({ at: z.number(), identity: z.string().optional() })
/** Something at a time (ms), by a chat identity. An identity is missing if it needs no check. */
export type By = z.infer<typeof byIdentity>

/**
 * What happened in the conversation. `request.ts` computes the request from all of it, so that the order in which events
 * arrive does not matter. Each list keeps its latest items.
 */
export const state = z.object({
  assignments: z.array(served),
  /** Tasks and reservations that are over. An end wins even over an acceptance that arrives later. */
  closed: z.array(z.string()),
  /** The identities of agents, now or earlier. */
  agents: z.array(z.string()),
  /** Messages that ask for video, the earliest first. Those of agents count for nothing. */
  asked: z.array(byIdentity),
  /** Commands that start a video. They count if an agent gave them. */
  starts: z.array(byIdentity),
  roomEnds: z.array(z.number()),
  declines: z.array(z.number()),
  closedAt: z.number().optional(),
  /** Requests from this time (ms) or earlier have expired. */
  expiredTo: z.number(),
  /** The request's id for others. It stays when an earlier message of the same hour arrives late. */
  named: z.object({ id: z.string(), at: z.number() }).optional(),
  revision: z.number(),
})
export type State = z.infer<typeof state>
export const initial: State = {
  assignments: [],
  closed: [],
  agents: [],
  asked: [],
  starts: [],
  roomEnds: [],
  declines: [],
  expiredTo: 0,
  revision: 0,
}

const start = videoCommand.options[0]

export const event = z.discriminatedUnion('type', [
  facts.videoRequestReceived,
  facts.commandGiven.extend({ command: z.discriminatedUnion('type', [start, ...videoRequestCommand.options]) }),
  facts.assignmentOpened,
  facts.assignmentClosed,
  facts.conversationClosed,
  facts.roomEnded,
  head.extend({ type: z.literal('timer.fired'), timer: z.literal('request'), of: z.string(), askedAt: z.number() }),
  head.extend({ type: z.literal('task.annotated') }),
  head.extend({ type: z.literal('assignments.found'), assignments: z.array(assignment) }),
  head.extend({ type: z.literal('effect.failed'), effect: z.string(), reason: z.string() }),
])
export type Event = z.infer<typeof event>
export type EventOf<T extends Event['type']> = Extract<Event, { type: T }>

/** Written under `escalate.videoRequest`. */
const notice = z.object({ id: z.string(), askedAt: z.number() })
export type Notice = z.infer<typeof notice>

export const effect = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('task.annotate'),
    taskSid: z.string(),
    revision: z.number(),
    /** Null removes it. */
    request: notice.nullable(),
  }),
  z.object({ type: z.literal('assignments.find') }),
  z.object({
    type: z.literal('timer.wait'),
    of: z.string(),
    askedAt: z.number(),
    after: z.number(),
  }),
])
export type Effect = z.infer<typeof effect>

export type Decision = DecisionOf<State, Effect>

/** Takes requests, their answers, and who serves the customer. */
export function eventFrom(fact: Fact): Event | undefined {
  switch (fact.type) {
    case 'video-request.received':
    case 'assignment.opened':
    case 'assignment.closed':
    case 'conversation.closed':
    case 'room.ended':
      return fact
    case 'command.given': {
      const { command } = fact
      const isOurs = command.type === 'video.start' || command.type === 'video-request.decline'
      return isOurs ? { ...fact, command } : undefined
    }
    default:
      return undefined
  }
}
