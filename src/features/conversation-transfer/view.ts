import { type Failure, failureOf, type Handing, type Pending, type State, withoutFailure } from './model.ts'
import { conversationOf } from './names.ts'

/**
 * The transfer's public word: the task, the API and the agent's desktop all use it.
 *
 * - requested: the target is being looked up, or the invite is on its way to Twilio
 * - ringing: the invite is live and an agent may accept it
 * - accepted: an agent accepted; the first agent is being released (cold), or stays (warm)
 * - completed: the transfer is done
 * - declined: the invited agent declined, or let it ring; the first agent keeps the customer
 * - unanswered: nobody accepted in time
 * - cancelled: the agent withdrew it
 * - failed: Twilio refused, or could not be reached
 */
export type TransferWord =
  | 'requested'
  | 'ringing'
  | 'accepted'
  | 'completed'
  | 'declined'
  | 'unanswered'
  | 'cancelled'
  | 'failed'

/** A transfer as agents may see it. */
export type TransferView = {
  readonly id: string
  readonly conversationSid: string
  /** The task on which it was requested. */
  readonly taskSid: string
  readonly mode: 'cold' | 'warm'
  readonly state: TransferWord
  readonly target: { readonly kind: 'worker' | 'queue'; readonly sid: string; readonly name: string }
  readonly startedAt: string
  /** The task of the invite, once Twilio has made it. */
  readonly invitedTaskSid?: string
  /** The reason, in a sentence for the agent. */
  readonly reason?: string | undefined
  /** The reason as a code, and Twilio's error code. */
  readonly why?: Failure['why']
  readonly code?: number | undefined
}

/** The participants of a conversation, for the agent's list. */
export type ParticipantsView = {
  readonly taskSid: string
  readonly participants: readonly {
    /** Of the interaction's channel: `UT…`. */
    readonly participantSid: string
    readonly kind: 'agent' | 'customer' | 'supervisor' | 'other'
    readonly name: string
    readonly isSelf: boolean
    /** Oneself and customers cannot be removed. */
    readonly isRemovable: boolean
  }[]
  /** The live invite, if there is one. */
  readonly transfer?: TransferView
  /**
   * True while other agents or an invite are there, so that leaving ends nothing. Copied-in e-mail addresses do not
   * count.
   */
  readonly mayLeave: boolean
}

/** Returns the transfer's word; undefined if this conversation has had no transfer. */
export function wordOf(transfer: Handing): TransferWord | undefined {
  switch (transfer.phase) {
    case 'idle':
      return undefined
    case 'inviting':
      return 'requested'
    case 'ringing':
      return 'ringing'
    case 'releasing':
      return 'accepted'
    case 'withdrawing':
    case 'over':
      return transfer.word
  }
}

export const isServing = ({ assignments }: State, workerSid: string): boolean =>
  assignments.some((assignment) => assignment.workerSid === workerSid)

type Reader = { readonly workerSid: string; readonly isSupervisor: boolean }

/**
 * What one agent may see. The agent who requested the transfer and has left learns the result, but not who was invited
 * instead, or why: the next agents' tasks are not shown to them.
 */
export function viewFor(state: State, { workerSid, isSupervisor }: Reader): TransferView | undefined {
  const view = viewOf(state)
  if (!view || isSupervisor || isServing(state, workerSid)) return view
  const { invitedTaskSid: _, ...rest } = view
  return withoutFailure(rest)
}

/** Undefined if this conversation has had no transfer. */
export function viewOf({ transfer }: State): TransferView | undefined {
  const word = wordOf(transfer)
  if (transfer.phase === 'idle' || !word) return undefined
  const { id, from, mode, target, startedAt } = transfer
  return {
    id,
    conversationSid: conversationOf(id) ?? '',
    taskSid: from.taskSid,
    mode,
    state: word,
    target: { kind: target.kind, sid: target.sid, name: target.name },
    startedAt: new Date(startedAt).toISOString(),
    ...('invitedTaskSid' in transfer && transfer.invitedTaskSid && { invitedTaskSid: transfer.invitedTaskSid }),
    ...failureOf(transfer),
  }
}

/** Tells whether a transfer is under way, which rules out a second one. */
export const isPending = (transfer: Handing): transfer is Pending =>
  transfer.phase !== 'idle' && transfer.phase !== 'over'
