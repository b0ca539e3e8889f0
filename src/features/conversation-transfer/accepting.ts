import type { Assignment } from '../../core/facts.ts'
import { unchanged } from '../../core/feature.ts'
import { closeAssignment, isOver, isServed, openAssignment } from './assignments.ts'
import { missed, nextInvite, settle } from './inviting.ts'
import {
  type Decision,
  type Effect,
  type EventOf,
  type Pending,
  type Phase,
  type Settings,
  type State,
  type Taker,
  type Transfer,
  withoutFailure,
} from './model.ts'

/**
 * Handles an accepted task of this conversation. It is the invite's if Twilio named this task when it made the invite.
 * An acceptance that arrives before Twilio's answer is decided with that answer (`invite-created.ts`).
 */
export function assignmentOpened(
  before: State,
  { assignment, at }: EventOf<'assignment.opened'>,
  settings: Settings,
): Decision {
  const state = openAssignment(before, assignment)
  return state !== before && isInvited(state, assignment.taskSid)
    ? accepted(state, { assignment, at }, settings)
    : unchanged(state)
}

const isInvited = ({ transfer }: State, taskSid: string): boolean =>
  transfer.phase !== 'idle' &&
  (transfer.invites.includes(taskSid) || ('invitedTaskSid' in transfer && transfer.invitedTaskSid === taskSid))

/** Handles an agent's acceptance of one of this transfer's invites. */
export function accepted(state: State, { assignment, at }: Acceptance, settings: Settings): Decision {
  const { transfer } = state
  switch (transfer.phase) {
    case 'idle':
      return unchanged(state)
    case 'inviting':
    case 'ringing':
      return inviteAccepted(state, transfer, { assignment, at }, settings)
    case 'releasing':
      return tooMany(state, transfer, assignment)
    case 'withdrawing':
    case 'over': {
      if (isServed(state, assignment.taskSid)) {
        const over = transfer.phase === 'over' ? transfer : { ...transfer, phase: 'over' as const }
        return tooMany({ ...state, transfer: over }, transfer, assignment)
      }
      // Nobody else serves the customer, so the agent who accepted stays.
      return unchanged({
        ...state,
        transfer: { ...withoutFailure(transfer), phase: 'over', word: 'completed', at, taker: takerAt(assignment) },
      })
    }
  }
}

const takerAt = ({ taskSid, reservationSid, workerSid, displayName }: Assignment): Taker => ({
  taskSid,
  reservationSid,
  workerSid,
  ...(displayName && { displayName }),
  isGone: false,
})

type Acceptance = { readonly assignment: Assignment; readonly at: number }

function inviteAccepted(
  state: State,
  transfer: Phase<'inviting' | 'ringing'>,
  { assignment, at }: Acceptance,
  settings: Settings,
): Decision {
  const taker = takerAt(assignment)
  // An earlier invite of this transfer, or a second one for the same attempt: only one is needed.
  const rest: Effect[] =
    transfer.phase === 'ringing' && transfer.invitedTaskSid !== assignment.taskSid
      ? [{ type: 'invite.withdraw', taskSid: transfer.invitedTaskSid }]
      : []
  const effects = [...rest, ...notice(transfer, taker, settings)]
  const now = { ...transfer, invitedTaskSid: assignment.taskSid, taker }
  if (transfer.mode === 'warm' || isOver(state, transfer.from))
    return { state: { ...state, transfer: { ...now, phase: 'over', word: 'completed', at } }, effects }
  return {
    state: { ...state, transfer: { ...now, phase: 'releasing' } },
    effects: [release(transfer, { taker }), ...effects],
  }
}

/** Releases the first agent; with a taker, only once the taker is seen in the channel. */
export const release = ({ id, from }: Transfer, options: { taker?: Taker; after?: number } = {}): Effect => ({
  type: 'agent.release',
  interactionSid: from.interactionSid,
  channelSid: from.channelSid,
  workerSid: from.workerSid,
  taskSid: from.taskSid,
  transferId: id,
  ...(options.taker && { taker: { workerSid: options.taker.workerSid, taskSid: options.taker.taskSid } }),
  ...(options.after && { after: options.after }),
})

/** Releases an agent who accepted a withdrawn or second invite: the conversation stays with its agents. */
function tooMany(state: State, { id, from }: Transfer, assignment: Assignment): Decision {
  const { interactionSid, channelSid } = from
  const { workerSid, taskSid } = assignment
  return {
    state,
    effects: [{ type: 'agent.release', interactionSid, channelSid, workerSid, taskSid, transferId: id }],
  }
}

function notice({ id, from }: Transfer, taker: Taker, settings: Settings): Effect[] {
  if (!settings.postsNotice) return []
  return [
    {
      type: 'notice.post',
      notice: 'joined',
      mark: `${id}-joined`,
      ...(taker.displayName && { name: taker.displayName }),
      ...(from.locale && { locale: from.locale }),
    },
  ]
}

/**
 * Handles the end of a task or reservation: the first agent's, the new agent's, or that of an invite nobody accepted.
 */
export function assignmentClosed(before: State, event: EventOf<'assignment.closed'>, settings: Settings): Decision {
  const state = closeAssignment(before, event)
  const { transfer } = state
  const { taskSid, reservationSid } = event
  if (transfer.phase === 'ringing' && transfer.invitedTaskSid === taskSid && !reservationSid)
    return missed(state, transfer, settings, event.at)
  if (transfer.phase === 'withdrawing' && transfer.invitedTaskSid === taskSid && !reservationSid)
    return settle(state, transfer, settings)
  if (transfer.phase === 'over') return leftBefore(state, transfer, event, settings)
  if (transfer.phase !== 'releasing') return unchanged(state)
  const taker = { ...transfer.taker, isGone: transfer.taker.isGone || isOver(state, transfer.taker) }
  const next = { ...transfer, taker }
  // How far the release has come is unknown: its outcome shows whether anybody is left.
  return isOver(state, transfer.from)
    ? released({ ...state, transfer: next }, next, settings, event.at)
    : unchanged({ ...state, transfer: next })
}

/** Handles the first agent's leaving the channel, as reported by Twilio's answer or by TaskRouter. */
export function agentReleased(before: State, event: EventOf<'agent.released'>, settings: Settings): Decision {
  const { transfer } = before
  if (transfer.phase === 'idle' || transfer.id !== event.transferId || transfer.from.taskSid !== event.taskSid)
    return unchanged(before)
  const state = closeAssignment(before, { taskSid: event.taskSid, how: 'released' })
  return transfer.phase === 'releasing' ? released(state, transfer, settings, event.at) : unchanged(state)
}

function released(state: State, transfer: Phase<'releasing'>, settings: Settings, at: number): Decision {
  const { taker, ...rest } = transfer
  // The new agent left at the same moment as the first agent.
  if (taker.isGone && !state.isClosed && !isServed(state))
    return nextInvite(state, { ...rest, phase: 'withdrawing', word: 'unanswered', at }, settings)
  return unchanged({ ...state, transfer: { ...transfer, phase: 'over', word: 'completed', at } })
}

const inVain = ['declined', 'unanswered', 'failed']

/**
 * Invites the next agent if the first agent had left before the invite failed, but the leaving is reported after it.
 */
function leftBefore(
  state: State,
  transfer: Phase<'over'>,
  event: EventOf<'assignment.closed'>,
  settings: Settings,
): Decision {
  const { taskSid, reservationSid } = transfer.from
  const isFirstAgents = event.taskSid === taskSid && (event.reservationSid ?? reservationSid) === reservationSid
  const hasLeft = isFirstAgents && isOver(state, transfer.from) && event.at <= transfer.at
  if (!hasLeft || !inVain.includes(transfer.word) || state.isClosed || isServed(state)) return unchanged(state)
  const { taker: _, ...rest } = transfer
  return nextInvite(state, { ...rest, phase: 'withdrawing' }, settings)
}

const closed = { why: 'conversation-closed', reason: 'The conversation was closed.' } as const

/** Ends the transfer with its conversation: nobody has to be found for it, and no invite may ring. */
export function conversationClosed(before: State, { at }: EventOf<'conversation.closed'>): Decision {
  const state = { ...before, isClosed: true }
  const { transfer } = state
  if (!isLive(transfer)) return unchanged(state)
  if (transfer.phase === 'releasing')
    return unchanged({ ...state, transfer: { ...transfer, phase: 'over', word: 'completed', at } })
  const word = transfer.phase === 'withdrawing' ? transfer.word : 'cancelled'
  const over = { ...transfer, phase: 'over', word, at, ...closed } as const
  return {
    state: { ...state, transfer: over },
    effects: transfer.phase === 'ringing' ? [{ type: 'invite.withdraw', taskSid: transfer.invitedTaskSid }] : [],
  }
}

const isLive = (transfer: State['transfer']): transfer is Pending =>
  transfer.phase !== 'idle' && transfer.phase !== 'over'
