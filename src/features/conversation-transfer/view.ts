import { type Failure, failureOf, type Handing, type Pending, type State, withoutFailure } from './model.ts'
import { conversationOf } from './names.ts'

/**
 * One word for people: the task, the API and the agent's desktop say the same.
 *
 * - requested: the target is being looked up, or the invite is on its way to Twilio
 * - ringing: the invite is live and somebody may take it
 * - accepted: taken; the first agent is being released (cold), or stays (warm)
 * - completed: the way is done
 * - declined: the one agent who was asked said no, or let it ring; the first agent keeps the customer
 * - unanswered: nobody took it in time
 * - cancelled: taken back by the agent
 * - failed: Twilio would not
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

/** A transfer as the agent's side may see it. */
export type TransferView = {
  readonly id: string
  readonly conversationSid: string
  /** The task it was asked for on. */
  readonly taskSid: string
  readonly mode: 'cold' | 'warm'
  readonly state: TransferWord
  readonly target: { readonly kind: 'worker' | 'queue'; readonly sid: string; readonly name: string }
  readonly startedAt: string
  /** The task of the invite, once Twilio has made it. */
  readonly invitedTaskSid?: string
  /** Why it is where it is, for a person to read. */
  readonly reason?: string | undefined
  /** The same as a word, and Twilio's number for it. */
  readonly why?: Failure['why']
  readonly code?: number | undefined
}

/** Who is in a conversation, for the agent's list. */
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
  /** True while others or an invite are there: leaving then ends nothing. Copied-in e-mail addresses do not count. */
  readonly mayLeave: boolean
}

/** The word of a transfer, or undefined while there has been none in this conversation. */
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
 * What one agent may see. Whoever asked for it and has left learns how that went, and nothing of who was asked instead, or why: the
 * next agents' tasks are theirs.
 */
export function viewFor(state: State, { workerSid, isSupervisor }: Reader): TransferView | undefined {
  const view = viewOf(state)
  if (!view || isSupervisor || isServing(state, workerSid)) return view
  const { invitedTaskSid: _, ...rest } = view
  return withoutFailure(rest)
}

/** Undefined while there has been none in this conversation. */
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

/** Something is under way, and a second transfer would get in its way. */
export const isPending = (transfer: Handing): transfer is Pending =>
  transfer.phase !== 'idle' && transfer.phase !== 'over'
