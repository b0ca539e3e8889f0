import { type Again, isDeserted } from './guard.ts'
import { aloneFor } from './left.ts'
import type { State } from './model.ts'
import { type CallRead, everybody } from './seen.ts'

/** How long (ms) until a read shows a change; Twilio's own sample polls every 200 ms. */
const settlesAfter = 250
/** An agent's leg appears a moment after the acceptance, or when the phone has rung for long. */
const joinsAfter = 500
const arrivesAfter = 2_000
const answersAfter = 1_000
const comesAfter = 1_000
/**
 * Twilio silently ignores a change while a participant is on hold. Without a callback for the end of the hold, we poll.
 */
const holdLastsAtLeast = 5_000
/** An end must be confirmed, and a participant who is outside or alone is looked for again. */
const confirmsAfter = 3_000
const slowly = 5_000
/** What Twilio refuses repeatedly is requested less often. */
const hopelessAfter = 30_000
/** After these looks a change counts as failed: the agent must know before transferring. */
const mostLooks = 15
const mostArrivals = 60
const mostSearches = 120

type LookSeen = {
  readonly read: CallRead
  readonly at: number
  readonly hasLifted: boolean
  readonly hasEnded: boolean
}
type Found = { readonly safety: State['guard']['safety']; readonly detail?: string }

/** Returns when to look at the call again, or how safe it is if no question is open. */
export function whenAgain(state: State, look: LookSeen): Again | Found {
  const { guard, customer, assignments, isCallOver } = state
  const times = (because: string) => (guard.because === because ? guard.looks : 0)
  if (look.hasLifted)
    return times('lifted') < mostLooks
      ? { after: settlesAfter, because: 'lifted', safety: 'checking' }
      : { safety: 'unsafe', detail: 'the change does not take effect' }
  if (look.hasEnded)
    return { after: times('ended') < 4 ? confirmsAfter : hopelessAfter, because: 'ended', safety: guard.safety }
  const isServed = assignments.length > 0 && !isCallOver
  if (guard.outsideSince !== undefined && customer !== 'outside')
    return { after: until(guard.outsideSince + confirmsAfter, look.at), because: 'doubtful' }
  if (guard.aloneSince !== undefined) return { after: until(guard.aloneSince + aloneFor, look.at), because: 'doubtful' }
  if (isDeserted(state)) return { after: confirmsAfter, because: 'doubtful' }
  if (!isServed) return { safety: guard.safety === 'checking' ? 'unknown' : guard.safety }
  if (isHeldFlagged(state, look.read)) return { after: holdLastsAtLeast, because: 'on-hold', safety: 'on-hold' }
  if (customer === 'ringing') return { after: answersAfter, because: 'ringing', safety: 'checking' }
  if (customer === 'outside') return { after: isComing(state) ? comesAfter : slowly, because: 'outside' }
  return whoIsMissing(state, look, times)
}

/** The time until `then`: looks in between do not postpone it. */
const until = (then: number, at: number): number => Math.min(confirmsAfter, Math.max(settlesAfter, then - at))

function whoIsMissing(state: State, { read }: LookSeen, times: (because: string) => number): Again | Found {
  const { guard, customer, assignments } = state
  const participants = everybody(read)
  const safety = guard.safety === 'safe' ? 'safe' : 'checking'
  const isLegKnown = customer === 'here'
  if (isLegKnown && participants.length > assignments.length)
    return isComing(state) ? { after: comesAfter, because: 'coming', safety: 'safe' } : { safety: 'safe' }
  const tries = times('missing')
  if (tries < mostLooks) return { after: joinsAfter, because: 'missing', safety }
  if (tries < mostArrivals && state.callSid) return { after: arrivesAfter, because: 'missing', safety }
  if (isLegKnown) return { safety: 'safe' }
  // No leg anywhere, and nobody in a conference: a callback or a voicemail, about which there is nothing to say.
  if (participants.length === 0 && !state.callSid && read.task?.direction !== 'outbound') return { safety: 'unknown' }
  if (tries < mostSearches) return { after: slowly, because: 'missing', safety }
  if (participants.length === 0) return { safety: 'unknown' }
  return { safety: 'unsafe', detail: 'the customer’s leg was not found' }
}

/** Tells whether a callback reported a join that came too late for this read. */
const isComing = ({ guard }: State): boolean => guard.came.length > 0

/** Tells whether a participant on hold has the flag, which cannot be changed now. */
const isHeldFlagged = ({ callSid }: State, read: CallRead): boolean =>
  everybody(read).some((each) => each.isHeld && each.endsOnExit && each.callSid !== callSid)
