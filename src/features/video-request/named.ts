import type { Decision } from './model.ts'
import { requestId } from './names.ts'
import { hourMs, requestOf } from './request.ts'

/**
 * Gives a new request its id, and sets the timer of its hour. An earlier message of the same hour that arrives late
 * moves the hour, and keeps the id. Without a known agent Twilio is asked: an acceptance may never have been reported.
 */
export function named(decision: Decision, at: number, key: string): Decision {
  const { named: last, ...state } = decision.state
  const request = requestOf(state)
  if (!request) return { ...decision, state }
  const { askedAt } = request
  if (askedAt === last?.at) return decision
  const isSame = last && Math.abs(askedAt - last.at) < hourMs
  const id = isSame ? last.id : requestId(key, askedAt)
  const after = Math.max(0, askedAt + hourMs - at)
  return {
    ...decision,
    state: { ...state, named: { id, at: askedAt } },
    effects: [
      ...decision.effects,
      { type: 'timer.wait', of: id, askedAt, after },
      ...(state.assignments.length === 0 ? [{ type: 'assignments.find' } as const] : []),
    ],
  }
}
