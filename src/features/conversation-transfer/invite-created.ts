import { unchanged } from '../../core/feature.ts'
import { accepted } from './accepting.ts'
import { howClosed } from './assignments.ts'
import { isDeclined, missed, settle, takeBack } from './inviting.ts'
import type { Decision, EventOf, Phase, Settings, State } from './model.ts'

/**
 * Handles an invite that Twilio has made. It may have been accepted, declined or cancelled before this event arrived.
 */
export function inviteCreated(before: State, event: EventOf<'invite.created'>, settings: Settings): Decision {
  const { taskSid, at } = event
  const state = withInvite(before, event)
  const { transfer } = state
  if ('taker' in transfer && transfer.taker?.taskSid === taskSid) return unchanged(state)
  const isOurs = transfer.phase !== 'idle' && transfer.id === event.transferId
  const assignment = state.assignments.find((each) => each.taskSid === taskSid)
  if (isOurs && assignment) return accepted(state, { assignment, at }, settings)
  const isClosed = howClosed(state, taskSid) !== undefined
  const isCurrent = isOurs && transfer.attempt === event.attempt
  if (isCurrent && transfer.phase === 'inviting') {
    const ringing: Phase<'ringing'> = { ...transfer, phase: 'ringing', invitedTaskSid: taskSid }
    const next = { ...state, transfer: ringing }
    if (isClosed) return missed(next, ringing, settings, at)
    return isDeclined(next, ringing) ? takeBack(next, ringing, 'declined', at) : unchanged(next)
  }
  if (isCurrent && transfer.phase === 'withdrawing' && !transfer.invitedTaskSid) {
    const next = { ...transfer, invitedTaskSid: taskSid }
    if (isClosed) return settle({ ...state, transfer: next }, next, settings)
    return { state: { ...state, transfer: next }, effects: [{ type: 'invite.withdraw', taskSid }] }
  }
  // Nobody needs the invite any more.
  return { state, effects: isClosed ? [] : [{ type: 'invite.withdraw', taskSid }] }
}

function withInvite(state: State, { transferId, taskSid }: EventOf<'invite.created'>): State {
  const { transfer } = state
  if (transfer.phase === 'idle' || transfer.id !== transferId || transfer.invites.includes(taskSid)) return state
  return { ...state, transfer: { ...transfer, invites: [...transfer.invites, taskSid] } }
}
