import { counted, leftBehind } from './from-before.ts'
import { again, isDeserted, rest } from './guard.ts'
import { type Learnt, learnt } from './learn.ts'
import { left } from './left.ts'
import type { Decision, Effect, EventOf, Settings, State } from './model.ts'
import { isOverwritten } from './overwritten.ts'
import { whenAgain } from './when-again.ts'

/**
 * Decides on the result of a look: whose leaving must no longer end the call, who is released, and when to look again.
 * The call must survive when an agent leaves. A conference ends when a participant with `endConferenceOnExit` leaves,
 * so no agent may have that flag. We remove it, and read the conference until a read shows no agent with it. The
 * customer keeps the flag: customers do not leave in a transfer, and when they do leave, the call is over.
 * https://www.twilio.com/docs/voice/api/conference-participant-resource
 */
export function seen(before: State, event: EventOf<'conference.seen'>, { calls }: Settings): Decision {
  const { lookNumber, read, key, at } = event
  if (lookNumber !== before.guard.lookNumber || !before.guard.isLooking) return { state: before, effects: [] }
  if (calls === 'inbound' && read.task?.direction === 'outbound') return restIn({ ...before, customer: 'none' }, key)
  const { state: seenNow, found } = learnt(isOverwritten(before, read, at) ? unannounced(before) : before, read, at)
  const state = counted(leftBehind(seenNow, event), event)
  if (state.customer === 'none') return restIn(state, key)
  const flags = flagged({ state, found }, event)
  const ends = left(flags.state, event)
  const next = whenAgain(ends.state, { read, at, hasLifted: flags.lifts > 0, hasEnded: ends.effects.length > 0 })
  const decision = 'after' in next ? again(ends.state, key, next) : rest(ends.state, key, next)
  return { ...decision, effects: [...flags.effects, ...ends.effects, ...decision.effects] }
}

/** How long (ms) a look may take before the next one is made; the late result is then ignored. */
const lookTakes = 5_000

/** Tells whether a look is requested but not answered: Twilio is slow, or the job was lost. */
export const isLookLost = ({ guard }: State, at: number): boolean =>
  guard.isLooking && guard.requestedAt !== undefined && at - guard.requestedAt > lookTakes

/** Forgets what the task says, so that it is written again. */
const unannounced = ({ announced: _, ...state }: State): State => state

const restIn = (state: State, key: string): Decision => rest(state, key, { safety: 'unknown' })

type Flags = { readonly state: State; readonly effects: readonly Effect[]; readonly lifts: number }

/** Changes flags only once the customer is known: a call without a customer is not ours. */
function flagged({ state, found }: Learnt, { read }: EventOf<'conference.seen'>): Flags {
  const isKnown = found.is === 'here' || found.is === 'ringing' || (found.is === 'elsewhere' && state.isProven)
  if (!isKnown || isDeserted(state)) return { state, effects: [], lifts: 0 }
  const all = read.conferences.flatMap(({ conferenceSid, participants }) =>
    participants.filter(({ isHeld }) => !isHeld).map((each) => ({ conferenceSid, ...each })),
  )
  const toLift = all.filter(({ callSid, endsOnExit }) => endsOnExit && callSid !== found.callSid)
  // Mistaken for an agent's leg at first, or changed by a release that removed every flag.
  const toRestore = all.filter(
    ({ callSid, endsOnExit }) => !endsOnExit && callSid === found.callSid && state.guard.lifted.includes(callSid),
  )
  const restored = toRestore.map(({ callSid }) => callSid)
  const lifted = [...new Set([...state.guard.lifted, ...toLift.map(({ callSid }) => callSid)])]
  return {
    state: { ...state, guard: { ...state.guard, lifted: lifted.filter((sid) => !restored.includes(sid)) } },
    effects: [
      ...toLift.map(({ conferenceSid, callSid }) => ({ type: 'participant.lift', conferenceSid, callSid }) as const),
      ...toRestore.map(
        ({ conferenceSid, callSid }) => ({ type: 'participant.restore', conferenceSid, callSid }) as const,
      ),
    ],
    lifts: toLift.length,
  }
}
