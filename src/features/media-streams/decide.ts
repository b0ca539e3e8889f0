import { type Fact, isCallFact } from '../../core/facts.ts'
import { type Index, unchanged } from '../../core/feature.ts'
import { afterPasses } from '../../core/post-pass.ts'
import { closeAssignment, openAssignment, transferChanged } from './assignments.ts'
import { arrivals } from './company.ts'
import { counted } from './from-before.ts'
import { isDeserted, look, lookFailed } from './guard.ts'
import { isHandingOver } from './handing-over.ts'
import { isLookLost, seen } from './look.ts'
import type { Decision, Event, EventOf, Settings, State } from './model.ts'
import { postPasses } from './post-passes.ts'
import {
  callLookFailed,
  callSeen,
  full,
  isLive,
  started,
  startFailed,
  stopFailed,
  stopped,
  streamChanged,
} from './streams.ts'

/** Takes facts of voice calls only, and of those only calls to be streamed. Chats never get here. */
export const eventFromWith =
  ({ calls }: Settings) =>
  (fact: Fact): Event | undefined => {
    if (calls === 'off' || !isCallFact(fact)) return undefined
    const direction =
      fact.type === 'call.assignment-opened' ? fact.assignment.direction : 'direction' in fact && fact.direction
    return calls === 'inbound' && direction === 'outbound' ? undefined : fact
  }

export const decideWith =
  (settings: Settings) =>
  (state: State, event: Event): Decision => {
    const { at, key } = event
    return afterPasses(postPasses, state, rule(state, event, settings), { at, key, settings })
  }

export const index = (state: State): Index => ({
  aliases: [],
  locks: [],
  isLive:
    isDeserted(state) ||
    (!state.isCallOver && (state.assignments.length > 0 || state.streams.some(isLive) || isHandingOver(state))),
})

function rule(state: State, event: Event, settings: Settings): Decision {
  switch (event.type) {
    case 'call.assignment-opened':
      return openAssignment(state, event, settings)
    case 'call.assignment-closed':
      return closeAssignment(state, event)
    case 'call.transfer-changed':
      return transferChanged(state, event)
    case 'call.conference-changed':
      return conferenceChanged(state, event)
    case 'call.stream-changed':
      return streamChanged(state, event)
    case 'call.seen':
      return callSeen(state, event)
    case 'stream.started':
      return started(state, event.name, event.streamSid, event.at)
    case 'stream.full':
      return full(state, event)
    case 'stream.stopped':
      return stopped(state, event)
    case 'conference.seen':
      return seen(state, event, settings)
    case 'call.due':
      return look(
        isLookLost(state, event.at) ? { ...state, guard: { ...state.guard, isLooking: false } } : state,
        event.key,
      )
    case 'effect.failed':
      return failed(state, event)
    case 'task.annotated':
      return unchanged({ ...state, announcedNames: Math.max(state.announcedNames, event.names ?? 1) })
    case 'participant.lifted':
    case 'participant.restored':
    case 'conference.ended':
      return unchanged(state)
  }
}

function conferenceChanged(before: State, event: EventOf<'call.conference-changed'>): Decision {
  const { is, callSid, key } = event
  // A leg that joins or leaves as the customer's was in the conference, even if no look has seen it.
  const isCustomers = callSid !== undefined && callSid === before.callSid
  const state = arrivals(isCustomers && !before.isProven ? { ...before, isProven: true } : before, event)
  // A participant joined, left or has another flag: a look decides what follows.
  const decision = look(state, key)
  const isCustomer = is === 'ended' || (is === 'left' && callSid === state.callSid)
  if (decision.state !== state || !isCustomer || !state.callSid || state.isCallOver) return decision
  // A leg that left the conference may still be on a call; only Twilio can tell.
  return { state, effects: [{ type: 'call.look', callSid: state.callSid }] }
}

/** TaskRouter could not be asked, so the count on the task has to do. */
const unread = { accepted: 0, left: [], conferences: [], legs: [] }

function failed(state: State, event: EventOf<'effect.failed'>): Decision {
  switch (event.effect) {
    case 'stream.start':
      return startFailed(state, event)
    case 'stream.stop':
      return stopFailed(state, event)
    case 'conference.look':
      return lookFailed(counted(state, { read: unread }), event)
    case 'call.look':
      return callLookFailed(state)
    case 'task.annotate':
      // A task that cannot be written cannot be read after the record is lost either, so waiting gains nothing.
      return unchanged({ ...state, announcedNames: state.names })
    default:
      // A failed change shows in the next look; the reconciler finds the rest.
      return unchanged(state)
  }
}
