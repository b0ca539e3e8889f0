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
 * An agent accepted a task of this conversation: the invite's, when Twilio said that it made this task for it. Heard before
 * Twilio's answer, that is decided with the answer (`invite-created.ts`).
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

/** The task of one of this transfer's invites has an agent. */
export function accepted(state: State, { assignment, at }: Acceptance, settings: Settings): Decision {
  const { transfer } = state
  switch (transfer.phase) {
    case 'idle':
      return unchanged(state)
    case 'inviting':
    case 'ringing':
      return taken(state, transfer, { assignment, at }, settings)
    case 'releasing':
      return tooMany(state, transfer, assignment)
    case 'withdrawing':
    case 'over': {
      if (isServed(state, assignment.taskSid)) {
        const over = transfer.phase === 'over' ? transfer : { ...transfer, phase: 'over' as const }
        return tooMany({ ...state, transfer: over }, transfer, assignment)
      }
      // Nobody else is there for the customer, so who came is welcome.
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

function taken(
  state: State,
  transfer: Phase<'inviting' | 'ringing'>,
  { assignment, at }: Acceptance,
  settings: Settings,
): Decision {
  const taker = takerAt(assignment)
  // An earlier invite of this transfer, or a second one of the same: only one of them is needed.
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

/** The first agent goes. With a taker only when that one is seen to be there. */
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

/** Accepted although it was taken back, or twice: who came has to go again, and the conversation stays where it was. */
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

/** A part ended: the first agent's, the new one's, or the invite nobody took. */
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
  // How far the release has come is not known: its outcome tells whether anybody is left.
  return isOver(state, transfer.from)
    ? released({ ...state, transfer: next }, next, settings, event.at)
    : unchanged({ ...state, transfer: next })
}

/** The first agent has left the channel: so Twilio said, or TaskRouter told. */
export function agentReleased(before: State, event: EventOf<'agent.released'>, settings: Settings): Decision {
  const { transfer } = before
  if (transfer.phase === 'idle' || transfer.id !== event.transferId || transfer.from.taskSid !== event.taskSid)
    return unchanged(before)
  const state = closeAssignment(before, { taskSid: event.taskSid, how: 'released' })
  return transfer.phase === 'releasing' ? released(state, transfer, settings, event.at) : unchanged(state)
}

function released(state: State, transfer: Phase<'releasing'>, settings: Settings, at: number): Decision {
  const { taker, ...rest } = transfer
  // The new agent left in the very moment the old one did.
  if (taker.isGone && !state.isClosed && !isServed(state))
    return nextInvite(state, { ...rest, phase: 'withdrawing', word: 'unanswered', at }, settings)
  return unchanged({ ...state, transfer: { ...transfer, phase: 'over', word: 'completed', at } })
}

const inVain = ['declined', 'unanswered', 'failed']

/** An agent who had left when the invite came to nothing, and whose leaving is told after it, keeps no customer. */
function leftBefore(
  state: State,
  transfer: Phase<'over'>,
  event: EventOf<'assignment.closed'>,
  settings: Settings,
): Decision {
  const { taskSid, reservationSid } = transfer.from
  const isTheirs = event.taskSid === taskSid && (event.reservationSid ?? reservationSid) === reservationSid
  const hasLeft = isTheirs && isOver(state, transfer.from) && event.at <= transfer.at
  if (!hasLeft || !inVain.includes(transfer.word) || state.isClosed || isServed(state)) return unchanged(state)
  const { taker: _, ...rest } = transfer
  return nextInvite(state, { ...rest, phase: 'withdrawing' }, settings)
}

const closed = { why: 'conversation-closed', reason: 'The conversation was closed.' } as const

/** The conversation is closed: nobody has to be found for it, and nobody shall be rung up. */
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
