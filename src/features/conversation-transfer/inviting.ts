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

/** One invite on its way: to whom the agent chose, or after that failed to the fallback queue. */
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

/** An offer was not taken. The agent who was chosen has said no; of a queue, somebody else may say yes. */
export function offerDeclined(before: State, event: EventOf<'reservation.declined'>): Decision {
  const { taskSid, workerSid, how } = event
  const state = { ...before, declined: [...before.declined.slice(-19), { taskSid, workerSid, how }] }
  const { transfer } = state
  if (transfer.phase === 'ringing' && isDeclined(state, transfer))
    return takeBack(state, transfer, 'declined', event.at)
  // TaskRouter cancels the invite of one agent when they decline, and may tell that first.
  if (transfer.phase === 'over' && transfer.word === 'unanswered' && isDeclined(state, transfer))
    return unchanged({ ...state, transfer: { ...transfer, word: 'declined' } })
  return unchanged(state)
}

export const isDeclined = ({ declined }: State, transfer: Phase<'ringing' | 'over'>): boolean =>
  transfer.attempt === 1 &&
  transfer.target.kind === 'worker' &&
  declined.some((each) => each.taskSid === transfer.invitedTaskSid && each.workerSid === transfer.target.sid)

/** The invite shall not be taken any more, e.g. because TaskRouter would offer it again to who has just said no. */
export const takeBack = (state: State, transfer: Phase<'ringing'>, word: LastWord, at: number): Decision => ({
  state: { ...state, transfer: { ...transfer, phase: 'withdrawing', word, at } },
  effects: [{ type: 'invite.withdraw', taskSid: transfer.invitedTaskSid }],
})

/** The invite's task is over, and nobody had it. */
export const missed = (state: State, transfer: Phase<'ringing'>, settings: Settings, at: number): Decision =>
  settle(
    state,
    { ...transfer, phase: 'withdrawing', word: isDeclined(state, transfer) ? 'declined' : 'unanswered', at },
    settings,
  )

/** TaskRouter's answer to taking an invite back. @param status what its task was afterwards */
export function inviteWithdrawn(state: State, event: EventOf<'invite.withdrawn'>, settings: Settings): Decision {
  const { transfer } = state
  if (transfer.phase !== 'withdrawing' || transfer.invitedTaskSid !== event.taskSid) return unchanged(state)
  switch (event.status) {
    // Somebody was faster. Their acceptance is on its way to us, and decided when it comes.
    case 'assigned':
    case 'wrapping':
      return unchanged(state)
    // It was offered once more in between.
    case 'reserved':
      return { state, effects: [{ type: 'invite.withdraw', taskSid: event.taskSid, after: 1_000 }] }
    default:
      return settle(state, transfer, settings)
  }
}

/** An invite that rings on after the end of its transfer is taken back. One that is not there is not looked for any more. */
export function inviteSeen(state: State, { transferId, taskSid, isRinging }: EventOf<'invite.seen'>): Decision {
  const { transfer } = state
  if (transfer.phase !== 'over' || transfer.id !== transferId) return unchanged(state)
  if (!taskSid || !isRinging) return unchanged({ ...state, transfer: { ...transfer, isGone: true } })
  return {
    state: { ...state, transfer: { ...transfer, invitedTaskSid: taskSid } },
    effects: [{ type: 'invite.withdraw', taskSid }],
  }
}

/** Nobody can take the invite any more. A customer whom nobody serves gets the next one, as long as there is a next one. */
export function settle(state: State, transfer: Phase<'withdrawing'>, settings: Settings): Decision {
  const isAlone = !state.isClosed && !isServed(state, transfer.invitedTaskSid)
  if (transfer.word === 'cancelled' || !isAlone)
    return unchanged({ ...state, transfer: { ...transfer, phase: 'over' } })
  return nextInvite(state, transfer, settings)
}

/**
 * The first agent has left, and the customer is alone with us: ask the fallback queue, and in the end tell them.
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
