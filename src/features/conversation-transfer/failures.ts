import { type Step, stay } from '../../core/feature.ts'
import { release } from './accepting.ts'
import { targetRefused } from './commands.ts'
import { howClosed, isServed } from './desks.ts'
import { nextInvite } from './inviting.ts'
import type { Effect, EventOf, Settings, State } from './model.ts'
import { toldOthers } from './telling.ts'

type Rule = Step<State, Effect>

/** Attempts span one to two minutes; what must be done all the same starts over after this long (ms). */
const again = 30_000

/** Twilio: the channel's conversation is closed or missing. Nobody has to be found for it. */
const conversationClosed = 45376

/** An effect will not succeed. The first agent keeps the customer, and knows; who has left is replaced. */
export function failed(state: State, event: EventOf<'effect.failed'>, settings: Settings): Rule {
  switch (event.effect) {
    case 'desks.find':
      return stay({ ...state, asked: [] })
    case 'target.find':
      return targetRefused(state, {
        refused: { code: 'unavailable', message: 'The name could not be looked up. Try again.' },
        at: event.at,
      })
    case 'invite.create':
      return notInvited(state, { ...event, reason: reasonOf(event), isUnclear: event.code === undefined }, settings)
    case 'invite.withdraw':
      return notWithdrawn(state, event)
    case 'agent.release':
      return notReleased(state, event)
    case 'person.remove':
      return stay({ ...state, leaving: [] })
    case 'channel.close':
      return stay({ ...state, leaving: [], isClosed: false })
    case 'transfer.tell':
      return toldOthers(state, settings)
    default:
      return stay(state)
  }
}

/** An invite that nobody needs is no longer than it must be on somebody's screen. What cannot work is left to the reconciler. */
function notWithdrawn(state: State, { asked, code }: EventOf<'effect.failed'>): Rule {
  const { transfer } = state
  const awaited = transfer.phase === 'withdrawing' ? transfer.invitedTaskSid : undefined
  const taskSid = asked?.taskSid ?? awaited
  const isOver = taskSid === undefined || howClosed(state, taskSid) !== undefined
  if (isOver || (code !== undefined && taskSid !== awaited)) return stay(state)
  return { state, effects: [{ type: 'invite.withdraw', taskSid, after: again }] }
}

/** No such invite can be made, so nobody was asked. */
export function inviteRefused(state: State, event: EventOf<'invite.refused'>, settings: Settings): Rule {
  const { transfer } = state
  const isCurrent = transfer.phase !== 'idle' && transfer.id === event.transferId && transfer.attempt === event.attempt
  return isCurrent ? notInvited(state, event, settings) : stay(state)
}

type NotInvited = {
  readonly at: number
  readonly code?: number | undefined
  readonly reason: string
  /** Without an answer of Twilio's it may have been made all the same. */
  readonly isUnclear?: boolean
}

function notInvited(state: State, event: NotInvited, settings: Settings): Rule {
  const { transfer } = state
  const { reason, isUnclear = false } = event
  const mayRing = isUnclear ? { mayRing: true } : {}
  if (transfer.phase === 'withdrawing' && !transfer.invitedTaskSid)
    return stay({ ...state, transfer: { ...transfer, ...mayRing, phase: 'over' } })
  if (transfer.phase !== 'inviting') return stay(state)
  if (event.code === conversationClosed) {
    const over = {
      ...transfer,
      phase: 'over',
      word: 'cancelled',
      at: event.at,
      reason: 'The conversation is closed.',
    } as const
    return stay({ ...state, isClosed: true, transfer: over })
  }
  if (isServed(state))
    return stay({
      ...state,
      transfer: { ...transfer, ...mayRing, phase: 'over', word: 'failed', at: event.at, reason },
    })
  const failed = { ...transfer, phase: 'withdrawing', word: 'failed', at: event.at, reason } as const
  return nextInvite(state, failed, settings, isUnclear)
}

const reasonOf = ({ code }: EventOf<'effect.failed'>) =>
  code ? `Twilio would not invite anybody (${code}).` : 'Twilio could not be reached.'

function notReleased(state: State, event: EventOf<'effect.failed'>): Rule {
  const { transfer } = state
  if (transfer.phase !== 'releasing') return stay(state)
  if (transfer.taker.isGone) {
    const { taker: _, ...rest } = transfer
    const reason = 'The other agent left again at once.'
    return stay({ ...state, transfer: { ...rest, phase: 'over', word: 'declined', at: event.at, reason } })
  }
  if (event.code !== undefined) {
    const reason = `You could not be taken out of the conversation (${event.code}). Leave it by hand.`
    return stay({ ...state, transfer: { ...transfer, phase: 'over', word: 'failed', at: event.at, reason } })
  }
  return { state, effects: [release(transfer, { taker: transfer.taker, after: again })] }
}
