import { unchanged } from '../../core/feature.ts'
import type { Decision, EventOf, Participant, State } from './model.ts'

/** Tolerance (ms) for the difference between Twilio's clock and ours, and for late events. */
const slack = 15_000
/** A page may still report measurements for this long (ms) after its participant has left. */
const afterwards = 60_000

/**
 * Accepts a page's measurements. The timeline entry has the figures (`kept.ts`); the record only counts the
 * measured seconds, so that no page reports more time than its participant was in the room. No decision depends on
 * them.
 */
export function connectionMeasured(state: State, event: EventOf<'connection.measured'>): Decision {
  const { video } = state
  const { escalationId, identity, figures, at } = event
  if (video.phase === 'idle' || video.id !== escalationId) return unchanged(state)
  const connections = video.participants.filter((each) => each.identity === identity)
  const [first] = connections
  if (!first || connections.every((each) => isLongGone(each, at))) return unchanged(state)
  const seconds = (video.measured[identity] ?? 0) + figures.measuredSeconds
  if (seconds * 1_000 > at - first.from + slack) return unchanged(state)
  return unchanged({ ...state, video: { ...video, measured: { ...video.measured, [identity]: seconds } } })
}

const isLongGone = ({ until, outAt }: Participant, at: number): boolean => {
  const goneAt = until ?? outAt
  return goneAt !== undefined && at - goneAt > afterwards
}
