import type { Assignment } from '../../core/facts.ts'
import { unchanged } from '../../core/feature.ts'
import { end } from './ending.ts'
import { lookAgain, withoutOldInvites } from './looking.ts'
import type { Decision, Effect, EventOf, Live, Settings, State, Video } from './model.ts'
import { isServed, releasedNow } from './serving.ts'

export const isUnderWay = (video: Video): video is Live =>
  video.phase === 'opening' || video.phase === 'open' || video.phase === 'asleep'

/** An invite without a reported end counts as over after this time (ms): Twilio's own limit is far shorter. */
const longestInvite = 3_600_000
/** How often (ms) to check whether the invite that a video without an agent waits for is still live. */
export const pulse = 60_000

/** Tells whether another agent is invited. Until that invite is over the customer keeps the room, whoever leaves. */
export const isRinging = ({ transfers }: State, at: number): boolean =>
  transfers.some((each) => each.is === 'ringing' && at - each.at < longestInvite)

/** Tells whether an agent is still to come: an invite is live, or an agent has accepted one. */
export const isAwaited = (state: State, leaver: string, at: number): boolean =>
  isRinging(state, at) ||
  state.transfers.some(({ is, fromWorkerSid, ...each }) => {
    return is === 'accepted' && fromWorkerSid === leaver && at - each.at < longestInvite
  })

/** Ends an agent's part in a video that goes on. The agent loses every right at once, and the seat a little later. */
export function release(
  state: State,
  gone: Pick<Assignment, 'taskSid' | 'workerSid'>,
  at: number,
  settings: Settings,
): Decision {
  const { video } = state
  if (!isUnderWay(video)) return unchanged(state)
  const { workerSid } = gone
  const released = [...video.released.slice(-19), releasedNow(video, gone, at)]
  const next = { ...state, video: { ...video, released } }
  if (state.assignments.length > 0 && isServed(state, video)) return unchanged(next)
  const handover = { fromWorkerSid: workerSid, closedAt: at, isOverdue: false }
  return { state: { ...next, video: { ...next.video, handover } }, effects: [clock(video.id, at, settings.handoverMs)] }
}

export const clock = (id: string, closedAt: number, after: number): Effect => ({
  type: 'timer.wait',
  timer: 'handover',
  of: `${id}-${closedAt}`,
  after,
})

/**
 * Handles the end of the handover time. Agents who handed over must leave (`follow.ts`); without any agent the video
 * ends.
 */
export function handoverDue(before: State, event: EventOf<'timer.fired'>, settings: Settings): Decision {
  const state = withoutOldInvites(before, event.at, settings)
  const { video } = state
  if (!isUnderWay(video) || video.handover?.closedAt === undefined) return unchanged(state)
  const { handover } = video
  if (event.of !== `${video.id}-${handover.closedAt}`) return unchanged(state)
  const next = { ...state, video: { ...video, handover: { ...handover, isOverdue: true } } }
  if (state.assignments.length > 0) return unchanged(next)
  if (isRinging(state, event.at)) {
    const again = lookAgain(next.video, next)
    return { state: next, effects: again.length > 0 ? again : [clock(video.id, handover.closedAt ?? 0, pulse)] }
  }
  // The event of an acceptance may have been lost, so ask Twilio before ending the customer's video.
  return { state: next, effects: [{ type: 'assignments.find' }] }
}

/** Applies the setting for unanswered handovers if Twilio knows of no agent either. */
export const stillNobody = (state: State, at: number, settings: Settings): Decision =>
  isUnderWay(state.video) && state.video.handover?.isOverdue && state.assignments.length === 0 && !isRinging(state, at)
    ? nobodyTookOver(state, at, settings)
    : unchanged(state)

export function nobodyTookOver(state: State, at: number, settings: Settings): Decision {
  const { video } = state
  if (settings.unanswered === 'end') return end(state, { why: 'nobody-took-over', at })
  if (!isUnderWay(video) || !video.handover) return unchanged(state)
  return unchanged({ ...state, video: { ...video, handover: { ...video.handover, isOverdue: true } } })
}

/** Casts, because the compiler cannot see that a property optional in every phase may be left out of each. */
export function withoutHandover(video: Live): Live {
  const { handover: _, ...rest } = video
  return rest as Live
}
