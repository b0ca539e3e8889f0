import { counted, leftBehind } from './from-before.ts'
import { again, isDeserted, rest } from './guard.ts'
import { type Learnt, learnt } from './learn.ts'
import { left } from './left.ts'
import type { Decision, Effect, EventOf, Settings, State } from './model.ts'
import { isOverwritten } from './overwritten.ts'
import { whenAgain } from './when-again.ts'

/**
 * What a look has shown, and what follows: whose leaving must not end the call any more, who is let go, and when to look again. The call
 * must live on when an agent leaves it. A conference ends with the first participant who leaves and has `endConferenceOnExit`,
 * so no agent may have it. It is taken off, and the conference is read again until a read shows that nobody has it. The
 * customer keeps theirs: they do not leave in a transfer, and when they do leave, the call is over.
 * https://www.twilio.com/docs/voice/api/conference-participant-resource
 */
export function seen(before: State, event: EventOf<'conference.seen'>, { calls }: Settings): Decision {
  const { lookNumber, read, key, at } = event
  if (lookNumber !== before.guard.lookNumber || !before.guard.isLooking) return { state: before, effects: [] }
  if (calls === 'inbound' && read.task?.direction === 'outbound') return restIn({ ...before, customer: 'none' }, key)
  const { state: seenNow, found } = learnt(isOverwritten(before, read, at) ? unsaid(before) : before, read, at)
  const state = counted(leftBehind(seenNow, event), event)
  if (state.customer === 'none') return restIn(state, key)
  const flags = flagged({ state, found }, event)
  const ends = left(flags.state, event)
  const next = whenAgain(ends.state, { read, at, hasLifted: flags.lifts > 0, hasEnded: ends.effects.length > 0 })
  const decision = 'after' in next ? again(ends.state, key, next) : rest(ends.state, key, next)
  return { ...decision, effects: [...flags.effects, ...ends.effects, ...decision.effects] }
}

/** So long (ms) a look may take before another one is made: the late one is not heard. */
const lookTakes = 5_000

/** A look that is asked for and not answered: Twilio is slow, or its job was lost. */
export const isLookLost = ({ guard }: State, at: number): boolean =>
  guard.isLooking && guard.requestedAt !== undefined && at - guard.requestedAt > lookTakes

/** Said again, whatever it is by now. */
const unsaid = ({ announced: _, ...state }: State): State => state

const restIn = (state: State, key: string): Decision => rest(state, key, { safety: 'unknown' })

type Flags = { readonly state: State; readonly effects: readonly Effect[]; readonly lifts: number }

/** Nobody is touched before it is known who the customer is: where there is none, it is none of our calls. */
function flagged({ state, found }: Learnt, { read }: EventOf<'conference.seen'>): Flags {
  const isKnown = found.is === 'here' || found.is === 'ringing' || (found.is === 'elsewhere' && state.isProven)
  if (!isKnown || isDeserted(state)) return { state, effects: [], lifts: 0 }
  const all = read.conferences.flatMap(({ conferenceSid, participants }) =>
    participants.filter(({ isHeld }) => !isHeld).map((each) => ({ conferenceSid, ...each })),
  )
  const toLift = all.filter(({ callSid, endsOnExit }) => endsOnExit && callSid !== found.callSid)
  // Taken for an agent's at first, or by a release that took it off everybody.
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
