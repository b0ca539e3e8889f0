import { type Step, stay } from '../../core/feature.ts'
import type { Effect, EventOf, State } from './model.ts'

type Rule = Step<State, Effect>
type Guard = State['guard']

/** How long a change may take until a read shows it (ms); Twilio's own sample asks every 200 ms. */
const settlesAfter = 250
/** An agent's leg appears a moment after the acceptance. */
const joinsAfter = 500
/** Twilio silently ignores the change while a participant is on hold. Where no callback tells of the end, we ask. */
const holdLastsAtLeast = 5_000
/** Then it is told as a failure: the agent must know before transferring. */
const mostLooks = 15

/**
 * The call must live on when an agent leaves it. A conference ends with the first participant who leaves and has
 * `endConferenceOnExit`, so nobody may have it. The conference is read, what is set is taken off, and it is read again until a
 * read shows that nobody has it. https://www.twilio.com/docs/voice/api/conference-participant-resource
 */
export function look(state: State, isAtOnce = false): Rule {
  const { guard } = state
  if (state.seats.length === 0 || state.isCallOver) return stay(state)
  if (guard.isLooking && !isAtOnce) return stay({ ...state, guard: { ...guard, isDue: true } })
  const safety = guard.safety === 'safe' ? 'safe' : 'checking'
  return asked(state, { ...guard, isLooking: true, isDue: false, looks: 0, safety })
}

/** The hold is over, and with it the reason why nothing could be changed. */
export const unheld = (state: State): Rule => look(state, state.guard.safety === 'on-hold')

function asked(state: State, guard: Guard, after?: number): Rule {
  const [seat] = state.seats
  if (!seat) return stay({ ...state, guard })
  const { conferenceSid, callSid } = state
  const turn = guard.turn + 1
  const effect: Effect = {
    type: 'conference.look',
    turn,
    taskSid: seat.taskSid,
    needsCall: callSid === undefined,
    ...(conferenceSid && { conferenceSid }),
    ...(after !== undefined && { after }),
  }
  return { state: { ...state, guard: { ...guard, turn } }, effects: [effect] }
}

/** What a look has shown. */
export function seen(before: State, event: EventOf<'conference.seen'>): Rule {
  const callSid = before.callSid ?? event.callSid
  const conferenceSid = event.conferenceSid ?? before.conferenceSid
  const state: State = { ...before, ...(callSid && { callSid }), ...(conferenceSid && { conferenceSid }) }
  if (event.turn !== state.guard.turn || !state.guard.isLooking) return stay(state)
  if (state.seats.length === 0 || state.isCallOver) return rest(state, {})
  const flagged = event.people.filter((each) => each.endsOnExit)
  const toLift = flagged.filter((each) => !each.isHeld)
  if (conferenceSid && toLift.length > 0) {
    const lifted = [...new Set([...state.guard.lifted, ...toLift.map((each) => each.callSid)])]
    const lifts = toLift.map((each): Effect => ({ type: 'participant.lift', conferenceSid, callSid: each.callSid }))
    const step = again({ ...state, guard: { ...state.guard, lifted } }, settlesAfter, 'checking')
    return { ...step, effects: [...lifts, ...step.effects] }
  }
  if (flagged.length > 0) return again(state, holdLastsAtLeast, 'on-hold', 0)
  const isComplete = event.people.length > state.seats.length && callSid !== undefined
  if (!isComplete && state.guard.looks < mostLooks)
    return again(state, joinsAfter, state.guard.safety === 'safe' ? 'safe' : 'checking')
  if (event.people.length === 0) return rest(state, { safety: 'unsafe', detail: 'the conference was not found' })
  if (!callSid) return rest(state, { safety: 'unsafe', detail: 'the customer’s leg was not found' })
  return rest(state, { safety: 'safe' })
}

/** The read or the change failed for good. */
export const lookFailed = (state: State, { asked: look, reason }: EventOf<'effect.failed'>): Rule =>
  look?.turn === state.guard.turn ? rest(state, { safety: 'unsafe', detail: reason }) : stay(state)

function again(state: State, after: number, safety: Guard['safety'], looks = state.guard.looks + 1): Rule {
  if (looks > mostLooks) return rest(state, { safety: 'unsafe', detail: 'the change does not take effect' })
  return asked(state, { ...state.guard, isLooking: true, safety, looks }, after)
}

function rest(state: State, found: Partial<Guard>): Rule {
  const { detail: _, ...guard } = state.guard
  const rested: State = { ...state, guard: { ...guard, isLooking: false, isDue: false, looks: 0, ...found } }
  return state.guard.isDue ? look(rested) : stay(rested)
}
