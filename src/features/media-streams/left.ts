import { mayArrive, mayBeMissed } from './company.ts'
import { isDeserted, isKept } from './guard.ts'
import { isHandingOver } from './handing-over.ts'
import { type Alone, aloneIn } from './lonely.ts'
import type { Effect, EventOf, State } from './model.ts'
import { everybody } from './seen.ts'

/** How long (ms) a customer may be alone while TaskRouter counts an agent on the task. */
export const aloneFor = 5_500

type Left = { readonly state: State; readonly effects: readonly Effect[] }

/**
 * Ends conferences that would have ended without us: a participant left alone is released once no other can have been
 * missed.
 */
export function left(state: State, { read, key, at }: EventOf<'conference.seen'>): Left {
  const { aloneSince, ...guard } = state.guard
  const calm: State = { ...state, guard }
  if (!isKept(state)) return { state: calm, effects: [] }
  const { callSid, isProven, speakers } = state
  const found = read.conferences.map(({ conferenceSid }) => ({
    conferenceSid,
    alone: aloneIn(read, conferenceSid, { callSid, isProven, speakers }),
  }))
  const is = (wanted: Alone) => found.filter(({ alone }) => alone === wanted)
  const mayHaveDropped = is('maybe').length > 0 && !isHandingOver(state) && !isOnTheWay(state, at)
  const isEmpty = everybody(read).length === 0 && isDeserted(state)
  const since = mayHaveDropped || isEmpty || is('alone').length > 0 ? (aloneSince ?? at) : undefined
  const isDropped = mayHaveDropped && since !== undefined && at - since >= aloneFor
  const known = { ...guard, ...(since !== undefined && { aloneSince: since }) }
  const ended = [...is('alone'), ...(isDropped ? is('maybe') : [])].filter(
    ({ conferenceSid }) => !mayBeMissed(known, conferenceSid, at),
  )
  const effects = ended.map(
    ({ conferenceSid }): Effect => ({
      type: 'conference.end',
      conferenceSid,
      taskSid: key,
      isProven,
      speakers,
      isDropped,
      ...(callSid && { callSid }),
    }),
  )
  return { state: { ...calm, guard: known }, effects }
}

/** Tells whether an agent accepted a moment ago and not all who accepted have been seen. */
const isOnTheWay = (state: State, at: number): boolean =>
  state.agents > state.guard.met.length && state.assignments.length > 0 && mayArrive(state, at)
