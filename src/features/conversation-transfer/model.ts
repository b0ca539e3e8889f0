import { z } from 'zod'
import { isTransferCommand, transferCommand, transferTarget } from '../../core/commands.ts'
import { assignment, type Fact, facts, head } from '../../core/facts.ts'
import type { Decision as DecisionOf } from '../../core/feature.ts'
import { unknownIdentities } from '../../core/unknown-identities.ts'

const place = z.object({ interactionSid: z.string(), channelSid: z.string() })
export type Place = z.infer<typeof place>

/** The final result, in the words of `view.ts`. */
const last = z.enum(['completed', 'declined', 'unanswered', 'cancelled', 'failed'])
export type LastWord = z.infer<typeof last>

/** The agent who accepted. `isGone`: the taker's part ended while the first agent was being released. */
const taker = z.object({
  taskSid: z.string(),
  reservationSid: z.string(),
  workerSid: z.string(),
  displayName: z.string().optional(),
  isGone: z.boolean(),
})
export type Taker = z.infer<typeof taker>

const transfer = z.object({
  /** `tr-<conversation>-<start>` */
  id: z.string(),
  mode: z.enum(['cold', 'warm']),
  /** The first agent: task and channel. */
  from: assignment.extend({ interactionSid: z.string(), channelSid: z.string() }),
  /** The target that the agent chose. */
  target: transferTarget,
  note: z.string().optional(),
  startedAt: z.number(),
  /** Invites of this transfer so far. The first one goes to the target, further ones to the fallback queue. */
  attempt: z.number(),
  /** Tasks that Twilio named when it made these invites. Markers on a task prove nothing: others copy attributes. */
  invites: z.array(z.string()).default([]),
  /** The first agent was released before anybody had accepted (`immediate`). */
  isReleased: z.boolean(),
})
export type Transfer = z.infer<typeof transfer>

/**
 * idle → inviting → ringing → releasing → over → inviting (a new transfer)
 *                      └────→ withdrawing ──↑
 * - inviting: an invite is on its way to Twilio
 * - ringing: the invite is live, and an agent may accept it
 * - releasing: accepted, and the first agent is being released (cold)
 * - withdrawing: the invite is being withdrawn; `word` says why
 * - over: nothing is pending
 */
/** Why the transfer failed: a code for clients, Twilio's error code, and a sentence for callers of the API. */
export const failure = z.object({
  why: z.enum(['conversation-closed', 'too-long', 'refused', 'away', 'left-at-once', 'not-released']).optional(),
  code: z.number().optional(),
  reason: z.string().optional(),
})
export type Failure = z.infer<typeof failure>

/** @returns the transfer without the failure of an earlier attempt */
export function withoutFailure<T extends Failure>({
  why: _,
  code: __,
  reason: ___,
  ...rest
}: T): Omit<T, keyof Failure> {
  return rest
}

/** The parts of a transfer that say why it failed; empty if it did not. */
export const failureOf = (transfer: object): Failure => failure.parse(transfer)

export const handing = z.discriminatedUnion('phase', [
  z.object({ phase: z.literal('idle') }),
  transfer.extend({ phase: z.literal('inviting') }),
  transfer.extend({ phase: z.literal('ringing'), invitedTaskSid: z.string() }),
  transfer.extend({ phase: z.literal('releasing'), invitedTaskSid: z.string(), taker }),
  transfer.extend({
    phase: z.literal('withdrawing'),
    /** Unknown until Twilio has answered the invite. */
    invitedTaskSid: z.string().optional(),
    word: last,
    /** When the result was decided: an agent who had left before cannot have known it. */
    at: z.number(),
    ...failure.shape,
  }),
  transfer.extend({
    phase: z.literal('over'),
    invitedTaskSid: z.string().optional(),
    /** It was never clear whether Twilio had made the invite. */
    mayRing: z.boolean().optional(),
    /** The reconciler has looked for the invite and found none. */
    isGone: z.boolean().optional(),
    taker: taker.optional(),
    word: last,
    at: z.number(),
    ...failure.shape,
  }),
])
export type Handing = z.infer<typeof handing>
export type Phase<P extends Handing['phase']> = Extract<Handing, { phase: P }>
export type Pending = Phase<'inviting' | 'ringing' | 'releasing' | 'withdrawing'>

const commandGiven = facts.commandGiven.extend({ command: transferCommand })
const find = transferCommand.options[1]

const change = facts.transferChanged.omit({ id: true, key: true, type: true })
export type Change = z.infer<typeof change>

export const state = z.object({
  assignments: z.array(assignment),
  /** Tasks and reservations known to be over, and how. An end wins even over an acceptance that arrives later. */
  closed: z.array(z.object({ sid: z.string(), how: z.string() })),
  /** Declined offers, even if the event arrived before Twilio's answer to the invite. */
  declined: z.array(z.object({ taskSid: z.string(), workerSid: z.string(), how: z.string() })),
  /** Identities that commanded in the chat and are not agents. */
  unknownIdentities,
  /** Typed commands waiting for that look-up. */
  pendingCommands: z.array(commandGiven),
  /** The typed command whose target is being looked up. */
  lookup: commandGiven.extend({ command: find }).optional(),
  /** Tasks whose agents are leaving, or have left. */
  leaving: z.array(z.string()),
  isClosed: z.boolean(),
  /** Changes not yet published to other features, in order. The first one is on its way. */
  unannounced: z.array(change),
  revision: z.number(),
  transfer: handing,
})
export type State = z.infer<typeof state>
export const initial: State = {
  assignments: [],
  closed: [],
  declined: [],
  unknownIdentities: [],
  pendingCommands: [],
  leaving: [],
  isClosed: false,
  unannounced: [],
  revision: 0,
  transfer: { phase: 'idle' },
}

export const refused = z.object({
  code: z.string(),
  message: z.string(),
  /** The target's name. */
  name: z.string().optional(),
  /** Names similar to the typed one. */
  found: z.array(z.string()).optional(),
})
export type Refused = z.infer<typeof refused>

export const event = z.discriminatedUnion('type', [
  commandGiven,
  facts.conversationClosed,
  facts.assignmentOpened,
  facts.assignmentClosed,
  facts.reservationDeclined,
  facts.inviteSeen,
  head.extend({
    type: z.literal('assignments.found'),
    assignments: z.array(assignment),
    /** The identities looked up, and the agents among them. */
    identities: z.array(z.string()).optional(),
    agents: z.array(z.string()).optional(),
  }),
  head.extend({
    type: z.literal('target.found'),
    /** Agents who are in the channel. */
    workerSids: z.array(z.string()),
    target: transferTarget,
    note: z.string().optional(),
  }),
  head.extend({ type: z.literal('target.refused'), refused }),
  head.extend({ type: z.literal('invite.created'), transferId: z.string(), attempt: z.number(), taskSid: z.string() }),
  head.extend({ type: z.literal('invite.refused'), transferId: z.string(), attempt: z.number(), reason: z.string() }),
  head.extend({ type: z.literal('invite.withdrawn'), taskSid: z.string(), status: z.string() }),
  head.extend({ type: z.literal('agent.released'), transferId: z.string(), taskSid: z.string() }),
  head.extend({ type: z.literal('participant.removed') }),
  head.extend({ type: z.literal('channel.closed') }),
  head.extend({ type: z.literal('transfer.announced') }),
  head.extend({ type: z.literal('task.annotated') }),
  head.extend({ type: z.literal('notice.posted') }),
  head.extend({ type: z.literal('command.removed') }),
  head.extend({
    type: z.literal('effect.failed'),
    effect: z.string(),
    reason: z.string(),
    code: z.number().optional(),
    request: z.object({ taskSid: z.string().optional() }).optional(),
  }),
])
export type Event = z.infer<typeof event>
export type EventOf<T extends Event['type']> = Extract<Event, { type: T }>
export type Command = EventOf<'command.given'>
export type Lookup = NonNullable<State['lookup']>

/** Written under `escalate.transfer`: `to` on the first agent's task, `from` and the note on the next agent's. */
const announcement = z.object({
  id: z.string(),
  state: z.string(),
  mode: z.string(),
  to: z.string().optional(),
  from: z.string().optional(),
  note: z.string().optional(),
  ...failure.shape,
})
export type Announcement = z.infer<typeof announcement>

/** What decisions may depend on besides state and event. */
export type Settings = {
  readonly hasWarm: boolean
  /** The first agent leaves before anybody has accepted. */
  readonly isImmediate: boolean
  /** Invited when the first agent has left and nobody accepted. */
  readonly fallback: { readonly queueSid: string; readonly attempts: number } | undefined
  readonly postsNotice: boolean
}

const agent = place.extend({ workerSid: z.string(), taskSid: z.string() })

export const effect = z.discriminatedUnion('type', [
  z.object({ type: z.literal('assignments.find'), identities: z.array(z.string()).default([]) }),
  /** `name` as typed, including the note if there is one. */
  z.object({ type: z.literal('target.find'), name: z.string(), ...place.shape }),
  z.object({
    type: z.literal('invite.create'),
    ...place.shape,
    transferId: z.string(),
    attempt: z.number(),
    mode: z.enum(['cold', 'warm']),
    target: transferTarget.pick({ kind: true, sid: true, name: true }),
    note: z.string().optional(),
    /** The first agent's task, and others whose attributes also serve if that task is gone. */
    taskSids: z.array(z.string()),
    fromName: z.string(),
    /** Agents not to be invited: they are in the conversation, or have just left it. */
    workerSids: z.array(z.string()),
  }),
  z.object({ type: z.literal('invite.withdraw'), taskSid: z.string(), after: z.number().optional() }),
  /** With `taker`: only once the taker is seen in the channel. */
  z.object({
    type: z.literal('agent.release'),
    ...agent.shape,
    transferId: z.string(),
    taker: z.object({ workerSid: z.string(), taskSid: z.string() }).optional(),
    after: z.number().optional(),
  }),
  z.object({ type: z.literal('participant.remove'), ...place.shape, participantSid: z.string() }),
  z.object({
    type: z.literal('channel.close'),
    ...place.shape,
    participantSid: z.string(),
    /** Tasks of all agents who are leaving. If any other agent is there, the channel stays open. */
    taskSids: z.array(z.string()),
  }),
  z.object({ type: z.literal('transfer.announce'), change }),
  z.object({
    type: z.literal('task.annotate'),
    taskSid: z.string(),
    revision: z.number(),
    transfer: announcement.nullable().optional(),
    refused: refused.nullable().optional(),
  }),
  z.object({
    type: z.literal('notice.post'),
    notice: z.enum(['joined', 'nobody']),
    mark: z.string(),
    name: z.string().optional(),
    locale: z.string().optional(),
  }),
  z.object({ type: z.literal('command.remove'), messageSid: z.string() }),
])
export type Effect = z.infer<typeof effect>

export type Decision = DecisionOf<State, Effect>

/** Takes the facts that concern transfers: who serves a customer, and agents' transfer commands. */
export function eventFrom(fact: Fact): Event | undefined {
  switch (fact.type) {
    case 'assignment.opened':
    case 'assignment.closed':
    case 'reservation.declined':
    case 'invite.seen':
    case 'conversation.closed':
      return fact
    case 'command.given':
      return isTransferCommand(fact.command) ? { ...fact, command: fact.command } : undefined
    default:
      return undefined
  }
}
