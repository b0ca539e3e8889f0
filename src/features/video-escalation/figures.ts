import { type Step, stay } from '../../core/feature.ts'
import type { Effect, EventOf, Person, State } from './model.ts'

type Rule = Step<State, Effect>

/** Twilio's clock and ours differ, and its news takes a moment (ms). */
const slack = 15_000
/** So long after somebody left their page may still tell of the call (ms). */
const afterwards = 60_000

/**
 * A page tells what it measured. That it did is on the timeline, with the figures (`engine/timeline.ts`); the record keeps only of how
 * much time, so that nobody tells of more than they were in the room. No rule asks for it.
 */
export function figuresTold(state: State, event: EventOf<'figures.told'>): Rule {
  const { video } = state
  const { escalationId, identity, figures, at } = event
  if (video.phase === 'idle' || video.id !== escalationId) return stay(state)
  const theirs = video.people.filter((each) => each.identity === identity)
  const [first] = theirs
  if (!first || theirs.every((each) => isLongGone(each, at))) return stay(state)
  const seconds = (video.measured[identity] ?? 0) + figures.measuredSeconds
  if (seconds * 1_000 > at - first.from + slack) return stay(state)
  return stay({ ...state, video: { ...video, measured: { ...video.measured, [identity]: seconds } } })
}

const isLongGone = ({ until, outAt }: Person, at: number): boolean => {
  const goneAt = until ?? outAt
  return goneAt !== undefined && at - goneAt > afterwards
}
