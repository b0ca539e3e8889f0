import { unchanged } from '../../core/feature.ts'
import { isServed } from './assignments.ts'
import {
  type Decision,
  type Effect,
  type EventOf,
  type LastWord,
  type Phase,
  type Settings,
  type State,
  type Transfer,
  withoutFailure,
} from './model.ts'

/** Sends one invite: to the target the agent chose or, after that failed, to the fallback queue. */
export function invite(state: State, transfer: Transfer, settings: Settings): Decision {
  const { id, attempt, mode, from, note } = transfer
  const { interactionSid, channelSid, taskSid, displayName } = from
  const queueSid = settings.fallback?.queueSid ?? ''
  const { kind, sid, name } = attempt === 1 ? transfer.target : { kind: 'queue' as const, sid: queueSid, name: '' }
  const last = 'invitedTaskSid' in state.transfer ? state.transfer.invitedTaskSid : undefined
  const effect: Effect = {
    type: 'invite.create',
    interactionSid,
    channelSid,
    transferId: id,
    attempt,
    mode,
    target: { kind, sid, name },
    ...(note && { note }),
    taskSids: [taskSid, ...(attempt > 1 && last ? [last] : [])],
    fromName: displayName ?? '',
    workerSids: [...new Set(state.assignments.map(({ workerSid }) => workerSid))],
  }
  return { state: { ...state, transfer: { ...transfer, phase: 'inviting' } }, effects: [effect] }
}

/** Handles a declined offer. A chosen agent has refused; of a queue, another agent may still accept. */
export function offerDeclined(before: State, event: EventOf<'reservation.declined'>): Decision {
  const { taskSid, workerSid, how } = event
  const state = { ...before, declined: [...before.declined.slice(-19), { taskSid, workerSid, how }] }
  const { transfer } = state
  if (transfer.phase === 'ringing' && isDeclined(state, transfer))
    return takeBack(state, transfer, 'declined', event.at)
  // TaskRouter cancels the invite of a single agent who declines, and may report the cancellation first.
  if (transfer.phase === 'over' && transfer.word === 'unanswered' && isDeclined(state, transfer))
    return unchanged({ ...state, transfer: { ...transfer, word: 'declined' } })
  return unchanged(state)
}

export const isDeclined = ({ declined }: State, transfer: Phase<'ringing' | 'over'>): boolean =>
  transfer.attempt === 1 &&
  transfer.target.kind === 'worker' &&
  declined.some((each) => each.taskSid === transfer.invitedTaskSid && each.workerSid === transfer.target.sid)

/** Withdraws the invite, e.g. because TaskRouter would offer it again to the agent who has just declined. */
export const takeBack = (state: State, transfer: Phase<'ringing'>, word: LastWord, at: number): Decision => ({
  state: { ...state, transfer: { ...transfer, phase: 'withdrawing', word, at } },
  effects: [{ type: 'invite.withdraw', taskSid: transfer.invitedTaskSid }],
})

/** Handles the end of the invite's task without an agent. */
export const missed = (state: State, transfer: Phase<'ringing'>, settings: Settings, at: number): Decision =>
  settle(
    state,
    { ...transfer, phase: 'withdrawing', word: isDeclined(state, transfer) ? 'declined' : 'unanswered', at },
    settings,
  )

/** Handles TaskRouter's answer to a withdrawal. @param status of the invite's task afterwards */
export function inviteWithdrawn(state: State, event: EventOf<'invite.withdrawn'>, settings: Settings): Decision {
  const { transfer } = state
  if (transfer.phase !== 'withdrawing' || transfer.invitedTaskSid !== event.taskSid) return unchanged(state)
  switch (event.status) {
    // An agent was faster. The event of the acceptance is on its way, and decided when it arrives.
    case 'assigned':
    case 'wrapping':
      return unchanged(state)
    // It was offered again in between.
    case 'reserved':
      return { state, effects: [{ type: 'invite.withdraw', taskSid: event.taskSid, after: 1_000 }] }
    default:
      return settle(state, transfer, settings)
  }
}

/**
 * Withdraws an invite that still rings after the end of its transfer. An invite that is gone is not looked for again.
 */
export function inviteSeen(state: State, { transferId, taskSid, isRinging }: EventOf<'invite.seen'>): Decision {
  const { transfer } = state
  if (transfer.phase !== 'over' || transfer.id !== transferId) return unchanged(state)
  if (!taskSid || !isRinging) return unchanged({ ...state, transfer: { ...transfer, isGone: true } })
  return {
    state: { ...state, transfer: { ...transfer, invitedTaskSid: taskSid } },
    effects: [{ type: 'invite.withdraw', taskSid }],
  }
}

/** Ends an invite that nobody can accept any more. A customer without an agent gets the next invite, if one is left. */
export function settle(state: State, transfer: Phase<'withdrawing'>, settings: Settings): Decision {
  const isAlone = !state.isClosed && !isServed(state, transfer.invitedTaskSid)
  if (transfer.word === 'cancelled' || !isAlone)
    return unchanged({ ...state, transfer: { ...transfer, phase: 'over' } })
  return nextInvite(state, transfer, settings)
}

/**
 * Invites the fallback queue, as the first agent has left and nobody serves the customer; in the end, notifies the
 * customer.
 * @param isUnclear whether Twilio has made the last invite
 */
export function nextInvite(
  state: State,
  transfer: Phase<'withdrawing'>,
  settings: Settings,
  isUnclear = false,
): Decision {
  const { word: _, phase: __, invitedTaskSid: ___, at: ____, ...rest } = withoutFailure(transfer)
  if (settings.fallback && transfer.attempt <= settings.fallback.attempts)
    return invite(state, { ...rest, attempt: transfer.attempt + 1 }, settings)
  const { id, from, invitedTaskSid } = transfer
  const notice: Effect = {
    type: 'notice.post',
    notice: 'nobody',
    mark: `${id}-nobody`,
    ...(from.locale && { locale: from.locale }),
  }
  const mayRing = isUnclear && !invitedTaskSid ? { mayRing: true } : {}
  return { state: { ...state, transfer: { ...transfer, ...mayRing, phase: 'over' } }, effects: [notice] }
}
