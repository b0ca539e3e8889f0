import { unsaid } from './announce.ts'
import { isDeserted, isKept } from './guard.ts'
import { aloneIn } from './lonely.ts'
import { isLookLost } from './look.ts'
import type { State } from './model.ts'
import { isOverwritten } from './overwritten.ts'
import { type CallRead, customerIn, everybody } from './seen.ts'

/**
 * Tells whether a read agrees with the record: where the customer is, who ends the call by leaving, who is alone, and
 * what the task says.
 */
export function isAsSeen(state: State, read: CallRead, at: number): boolean {
  if (state.customer === 'none') return true
  if (isOverwritten(state, read, at) || unsaid(state, at) || isLookLost(state, at)) return false
  const { guard, callSid, isCallOver } = state
  const found = customerIn(read, state)
  const participants = everybody(read)
  const isKnown = found.is === 'here' || found.is === 'ringing'
  const isFlagged =
    isKnown && participants.some((each) => each.endsOnExit && !each.isHeld && each.callSid !== found.callSid)
  const isAlone =
    isKept(state) && read.conferences.some(({ conferenceSid }) => aloneIn(read, conferenceSid, state) !== 'nobody')
  const isElsewhere = found.is === 'elsewhere' && state.isProven && state.customer !== 'outside'
  const isOther = isKnown && (found.callSid !== callSid || state.customer !== found.is)
  const isGone = found.is === 'gone' && !isCallOver
  const isEmptied = isDeserted(state) && participants.length !== guard.here
  return !(isFlagged || isAlone || isElsewhere || isOther || isGone || isEmptied)
}
