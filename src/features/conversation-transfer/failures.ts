import { unchanged } from '../../core/feature.ts'
import { release } from './accepting.ts'
import { howClosed, isServed } from './assignments.ts'
import { targetRefused } from './commands.ts'
import { nextInvite } from './inviting.ts'
import type { Decision, EventOf, Failure, Settings, State } from './model.ts'
import { changePublished } from './publish.ts'

/** Attempts span one to two minutes; what must not be given up starts again after this long (ms). */
const again = 30_000

/** Twilio: the channel's conversation is closed or missing, so no agent has to be found for it. */
const conversationClosed = 45376

/**
 * Handles an effect that finally failed. The first agent keeps the customer and is informed; if the first agent has
 * left, the next one is invited.
 */
export function failed(state: State, event: EventOf<'effect.failed'>, settings: Settings): Decision {
  switch (event.effect) {
    case 'assignments.find':
      return unchanged({ ...state, pendingCommands: [] })
    case 'target.find':
      return targetRefused(state, {
        refused: { code: 'unavailable', message: 'The name could not be looked up. Try again.' },
        at: event.at,
      })
    case 'invite.create':
      return notInvited(state, { at: event.at, ...whyNot(event), isUnclear: event.code === undefined }, settings)
    case 'invite.withdraw':
      return notWithdrawn(state, event)
    case 'agent.release':
      return notReleased(state, event)
    case 'participant.remove':
      return unchanged({ ...state, leaving: [] })
    case 'channel.close':
      return unchanged({ ...state, leaving: [], isClosed: false })
    case 'transfer.announce':
      return changePublished(state, settings)
    default:
      return unchanged(state)
  }
}

/**
 * Withdraws an unneeded invite again, so that no agent's screen shows it longer than necessary. The reconciler handles
 * what cannot work.
 */
function notWithdrawn(state: State, { request, code }: EventOf<'effect.failed'>): Decision {
  const { transfer } = state
  const awaited = transfer.phase === 'withdrawing' ? transfer.invitedTaskSid : undefined
  const taskSid = request?.taskSid ?? awaited
  const isOver = taskSid === undefined || howClosed(state, taskSid) !== undefined
  if (isOver || (code !== undefined && taskSid !== awaited)) return unchanged(state)
  return { state, effects: [{ type: 'invite.withdraw', taskSid, after: again }] }
}

/** Handles an invite that could not be made, so nobody was invited. */
export function inviteRefused(state: State, event: EventOf<'invite.refused'>, settings: Settings): Decision {
  const { transfer } = state
  const isCurrent = transfer.phase !== 'idle' && transfer.id === event.transferId && transfer.attempt === event.attempt
  return isCurrent
    ? notInvited(state, { at: event.at, why: 'too-long', reason: event.reason }, settings)
    : unchanged(state)
}

type NotInvited = Failure & {
  readonly at: number
  /** Twilio did not answer, so the invite may exist all the same. */
  readonly isUnclear?: boolean
}

function notInvited(state: State, event: NotInvited, settings: Settings): Decision {
  const { transfer } = state
  const { at, isUnclear = false, ...failure } = event
  const mayRing = isUnclear ? { mayRing: true } : {}
  if (transfer.phase === 'withdrawing' && !transfer.invitedTaskSid)
    return unchanged({ ...state, transfer: { ...transfer, ...mayRing, phase: 'over' } })
  if (transfer.phase !== 'inviting') return unchanged(state)
  if (event.code === conversationClosed) {
    const closed = { why: 'conversation-closed', reason: 'The conversation is closed.' } as const
    return unchanged({
      ...state,
      isClosed: true,
      transfer: { ...transfer, ...closed, phase: 'over', word: 'cancelled', at },
    })
  }
  if (isServed(state))
    return unchanged({
      ...state,
      transfer: { ...transfer, ...mayRing, ...failure, phase: 'over', word: 'failed', at },
    })
  const failed = { ...transfer, ...failure, phase: 'withdrawing', word: 'failed', at } as const
  return nextInvite(state, failed, settings, isUnclear)
}

const whyNot = ({ code }: EventOf<'effect.failed'>): Failure =>
  code
    ? { why: 'refused', code, reason: `Twilio refused the invite (${code}).` }
    : { why: 'away', reason: 'Twilio could not be reached.' }

function notReleased(state: State, event: EventOf<'effect.failed'>): Decision {
  const { transfer } = state
  if (transfer.phase !== 'releasing') return unchanged(state)
  if (transfer.taker.isGone) {
    const { taker: _, ...rest } = transfer
    const failure = { why: 'left-at-once', reason: 'The other agent left again at once.' } as const
    return unchanged({ ...state, transfer: { ...rest, ...failure, phase: 'over', word: 'declined', at: event.at } })
  }
  if (event.code !== undefined) {
    const reason = `You could not be removed from the conversation (${event.code}). Leave it yourself.`
    const failure = { why: 'not-released', code: event.code, reason } as const
    return unchanged({ ...state, transfer: { ...transfer, ...failure, phase: 'over', word: 'failed', at: event.at } })
  }
  return { state, effects: [release(transfer, { taker: transfer.taker, after: again })] }
}
