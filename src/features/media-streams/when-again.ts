import { type Again, isDeserted } from './guard.ts'
import { aloneFor } from './left.ts'
import type { State } from './model.ts'
import { type CallRead, everybody } from './seen.ts'

/** How long a change may take until a read shows it (ms); Twilio's own sample asks every 200 ms. */
const settlesAfter = 250
/** An agent's leg appears a moment after the acceptance, or when their phone has rung for long. */
const joinsAfter = 500
const arrivesAfter = 2_000
const answersAfter = 1_000
const comesAfter = 1_000
/** Twilio silently ignores a change while a participant is on hold. Where no callback tells of the end, we ask. */
const holdLastsAtLeast = 5_000
/** Ends must be seen, and who is out of the conference or alone in it is looked for again. */
const confirmsAfter = 3_000
const slowly = 5_000
/** What Twilio refuses again and again is asked for less often. */
const hopelessAfter = 30_000
/** Then a change is told as a failure: the agent must know before transferring. */
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

/** When the call is looked at again after what a look has shown; or what is known of it, where nothing is open. */
export function whenAgain(state: State, shown: LookSeen): Again | Found {
  const { guard, customer, assignments, isCallOver } = state
  const times = (because: string) => (guard.because === because ? guard.looks : 0)
  if (shown.hasLifted)
    return times('lifted') < mostLooks
      ? { after: settlesAfter, because: 'lifted', safety: 'checking' }
      : { safety: 'unsafe', detail: 'the change does not take effect' }
  if (shown.hasEnded)
    return { after: times('ended') < 4 ? confirmsAfter : hopelessAfter, because: 'ended', safety: guard.safety }
  const isServed = assignments.length > 0 && !isCallOver
  if (guard.outsideSince !== undefined && customer !== 'outside')
    return { after: until(guard.outsideSince + confirmsAfter, shown.at), because: 'doubtful' }
  if (guard.aloneSince !== undefined)
    return { after: until(guard.aloneSince + aloneFor, shown.at), because: 'doubtful' }
  if (isDeserted(state)) return { after: confirmsAfter, because: 'doubtful' }
  if (!isServed) return { safety: guard.safety === 'checking' ? 'unknown' : guard.safety }
  if (isHeldFlagged(state, shown.read)) return { after: holdLastsAtLeast, because: 'on-hold', safety: 'on-hold' }
  if (customer === 'ringing') return { after: answersAfter, because: 'ringing', safety: 'checking' }
  if (customer === 'outside') return { after: isComing(state) ? comesAfter : slowly, because: 'outside' }
  return whoIsMissing(state, shown, times)
}

/** Looks in between do not put it off. */
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
  // No leg anywhere, and nobody in a conference: a callback or a voicemail, and nothing to be said of it.
  if (participants.length === 0 && !state.callSid && read.task?.direction !== 'outbound') return { safety: 'unknown' }
  if (tries < mostSearches) return { after: slowly, because: 'missing', safety }
  if (participants.length === 0) return { safety: 'unknown' }
  return { safety: 'unsafe', detail: 'the customer’s leg was not found' }
}

/** A callback told of somebody whom this read was too early for. */
const isComing = ({ guard }: State): boolean => guard.came.length > 0

/** Whether somebody on hold has the flag, which cannot be changed now. */
const isHeldFlagged = ({ callSid }: State, read: CallRead): boolean =>
  everybody(read).some((each) => each.isHeld && each.endsOnExit && each.callSid !== callSid)
