import type { Shown } from '../../core/shown.ts'
import type { State } from './model.ts'

/** The streams of a call without anybody's name: what webhooks and the board may tell. */
export function shownOf({ callSid, streams, seats, agents, guard, said, isCallOver }: State): Shown | undefined {
  if (!callSid || streams.length === 0) return undefined
  return {
    id: callSid,
    state: said?.state ?? 'off',
    running: streams.filter((each) => each.phase === 'on').length,
    // Those of a lost record have no destination, and most of them never ran.
    streams: streams.filter(({ destination }) => destination).length,
    assignments: seats.length,
    agents,
    safety: guard.safety,
    isCallOver,
  }
}
