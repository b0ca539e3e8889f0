import { unchanged } from '../../core/feature.ts'
import type { Decision, EventOf, Participant, State } from './model.ts'

/** Twilio's clock and ours differ, and its news takes a moment (ms). */
const slack = 15_000
/** So long after somebody left their page may still tell of the call (ms). */
const afterwards = 60_000

/**
 * A page tells what it measured. That it did is on the timeline, with the figures (`engine/timeline.ts`); the record keeps only of how
 * much time, so that nobody tells of more than they were in the room. No rule asks for it.
 */
export function connectionMeasured(state: State, event: EventOf<'connection.measured'>): Decision {
  const { video } = state
  const { escalationId, identity, figures, at } = event
  if (video.phase === 'idle' || video.id !== escalationId) return unchanged(state)
  const theirs = video.participants.filter((each) => each.identity === identity)
  const [first] = theirs
  if (!first || theirs.every((each) => isLongGone(each, at))) return unchanged(state)
  const seconds = (video.measured[identity] ?? 0) + figures.measuredSeconds
  if (seconds * 1_000 > at - first.from + slack) return unchanged(state)
  return unchanged({ ...state, video: { ...video, measured: { ...video.measured, [identity]: seconds } } })
}

const isLongGone = ({ until, outAt }: Participant, at: number): boolean => {
  const goneAt = until ?? outAt
  return goneAt !== undefined && at - goneAt > afterwards
}
