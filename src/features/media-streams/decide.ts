import { type Fact, isCallFact } from '../../core/facts.ts'
import { type Index, type Step, stay } from '../../core/feature.ts'
import { announced } from './announce.ts'
import { look, lookFailed, seen, unheld } from './guard.ts'
import type { Effect, Event, EventOf, Settings, State } from './model.ts'
import { getUp, isHandingOver, sitDown, transferTold } from './seats.ts'
import { settled } from './settle.ts'
import { callSeen, isLive, started, startFailed, stopFailed, stopped, told } from './streams.ts'
import { tidied } from './tidy.ts'

type Rule = Step<State, Effect>

/** Voice calls alone, and of those only the ones that are to be streamed. A chat never gets here. */
export const hearsWith =
  ({ calls }: Settings) =>
  (fact: Fact): Event | undefined => {
    if (calls === 'off' || !isCallFact(fact)) return undefined
    const direction = fact.type === 'call.desk-opened' ? fact.desk.direction : 'direction' in fact && fact.direction
    return calls === 'inbound' && direction === 'outbound' ? undefined : fact
  }

export const decideWith =
  (settings: Settings) =>
  (state: State, event: Event): Rule => {
    const step = settled(rule(state, event), event.at, settings)
    return announced(event.key, tidied(state, step, event.key), event.at)
  }

export const index = (state: State): Index => ({
  aliases: [],
  claims: [],
  isLive: !state.isCallOver && (state.seats.length > 0 || state.streams.some(isLive) || isHandingOver(state)),
})

function rule(state: State, event: Event): Rule {
  switch (event.type) {
    case 'call.desk-opened':
      return sitDown(state, event)
    case 'call.desk-closed':
      return getUp(state, event)
    case 'call.transfer-changed':
      return transferTold(state, event)
    case 'call.conference-changed':
      return conferenceChanged(state, event)
    case 'call.stream-told':
      return told(state, event)
    case 'call.seen':
      return callSeen(state, event)
    case 'stream.started':
      return started(state, event.name, event.streamSid, event.at)
    case 'stream.stopped':
      return stopped(state, event)
    case 'conference.seen':
      return seen(state, event)
    case 'effect.failed':
      return failed(state, event)
    case 'participant.lifted':
    case 'conference.ended':
    case 'task.annotated':
      return stay(state)
  }
}

function conferenceChanged(state: State, { is, callSid }: EventOf<'call.conference-changed'>): Rule {
  switch (is) {
    case 'joined':
      return look(state)
    case 'unheld':
      return unheld(state)
    case 'ended':
    case 'left': {
      // That a leg left the conference does not say that its call is over; Twilio can.
      const isCustomer = is === 'ended' || callSid === state.callSid
      if (!isCustomer || !state.callSid || state.isCallOver) return stay(state)
      return { state, effects: [{ type: 'call.look', callSid: state.callSid }] }
    }
  }
}

function failed(state: State, event: EventOf<'effect.failed'>): Rule {
  switch (event.effect) {
    case 'stream.start':
      return startFailed(state, event)
    case 'stream.stop':
      return stopFailed(state, event)
    case 'conference.look':
      return lookFailed(state, event)
    default:
      // A change that failed shows in the next look; the rest is found by the reconciler.
      return stay(state)
  }
}
