import type { PublicView } from '../../core/public-view.ts'
import type { State } from './model.ts'

/** The streams of a call without names, for webhooks and the board. */
export function publicViewOf({
  callSid,
  streams,
  assignments,
  agents,
  guard,
  announced,
  isCallOver,
}: State): PublicView | undefined {
  if (!callSid || streams.length === 0) return undefined
  return {
    id: callSid,
    state: announced?.state ?? 'off',
    running: streams.filter((each) => each.phase === 'on').length,
    // Streams of a lost record have no destination, and most of them never ran.
    streams: streams.filter(({ destination }) => destination).length,
    assignments: assignments.length,
    agents,
    safety: guard.safety,
    isCallOver,
  }
}
