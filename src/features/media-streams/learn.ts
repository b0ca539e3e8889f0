import { comingIn, mayArrive, mayBeMissed } from './company.ts'
import type { State } from './model.ts'
import { type CallRead, type CustomerSeen, customerIn, everybody, isAgents } from './seen.ts'
import { callOver } from './streams.ts'

/** How long (ms) a customer may be out of the conference: a leg that is dialled again is back by then. */
const outsideAfter = 2_500
/** Agents' legs that are remembered: a day of transfers. */
const mostMet = 40

export type Learnt = { readonly state: State; readonly found: CustomerSeen }

/** Adds to the record what one read says about the customer and the conference. */
export function learnt(before: State, read: CallRead, at: number): Learnt {
  const found = customerIn(read, before)
  const participants = everybody(read)
  const met = [
    ...new Set([
      ...before.guard.met,
      ...participants.filter((each) => isAgents(read, each)).map((each) => each.callSid),
    ]),
  ]
  const home = read.conferences.find((each) =>
    each.participants.some(({ callSid }) => 'callSid' in found && callSid === found.callSid),
  )
  const conferenceSid = (home ?? read.conferences.find((each) => each.participants.length > 0))?.conferenceSid
  const came = comingIn(before, read, at)
  const isDoubtful = participants.length === 0 && mayBeMissed({ ...before.guard, came }, before.conferenceSid, at)
  const guard = {
    ...before.guard,
    came,
    met: met.slice(-mostMet),
    here: isDoubtful ? before.guard.here : participants.length,
    wasLifted: before.guard.wasLifted || read.task?.isLifted === true,
  }
  const state: State = { ...before, guard, speakers: speakersIn(before, read), ...(conferenceSid && { conferenceSid }) }
  const hasMet = before.isProven || participants.some(({ is }) => is === 'here') || wasBegun(before, read)
  const isBegun = hasMet || !mayArrive(before, at)
  return { state: customerLearnt(state, { found, isBegun, at }), found }
}

function speakersIn({ speakers }: State, read: CallRead): string[] {
  const now = everybody(read).filter(
    (each) => isAgents(read, each) && each.is === 'here' && !each.isMuted && !each.isCoaching,
  )
  return [...new Set([...speakers, ...now.map(({ callSid }) => callSid)])].slice(-mostMet)
}

/** Tells whether the call has begun: a conference callback says so or, for a lost record, the task does. */
const wasBegun = ({ assignments, guard }: State, { task }: CallRead): boolean =>
  guard.reportingConferences.length > 0 ||
  task?.isLifted === true ||
  (task?.isOurs === true && assignments.some(({ isFound }) => isFound))

type Seen = { readonly found: CustomerSeen; readonly isBegun: boolean; readonly at: number }

function customerLearnt(state: State, { found, isBegun, at }: Seen): State {
  const { outsideSince, ...guard } = state.guard
  switch (found.is) {
    case 'none':
    case 'unknown':
      return { ...state, guard, customer: found.is }
    case 'ringing':
      return { ...state, guard, customer: 'ringing', callSid: found.callSid, isProven: false }
    case 'here':
      return { ...state, guard, customer: 'here', callSid: found.callSid, isProven: true }
    case 'elsewhere': {
      // Nobody has been in the conference yet: the customer waits for the agent whose phone rings.
      if (!isBegun) return { ...state, guard, customer: 'unknown', callSid: found.callSid }
      const since = outsideSince ?? at
      const customer = at - since >= outsideAfter ? 'outside' : state.customer
      return { ...state, guard: { ...guard, outsideSince: since }, customer, callSid: found.callSid }
    }
    case 'gone':
      return callOver({ ...state, guard, callSid: found.callSid }, at)
  }
}
