import type { Assignment } from '../../core/facts.ts'
import { unchanged } from '../../core/feature.ts'
import { end } from './ending.ts'
import { lookAgain, withoutOldInvites } from './looking.ts'
import type { Decision, Effect, EventOf, Live, Settings, State, Video } from './model.ts'
import { isServed, releasedNow } from './serving.ts'

export const isUnderWay = (video: Video): video is Live =>
  video.phase === 'opening' || video.phase === 'open' || video.phase === 'asleep'

/** An invite that nobody told the end of for so long (ms) has none: Twilio's own limit is far shorter. */
const longestInvite = 3_600_000
/** How often (ms) a video without an agent looks whether the invite it waits for is still live. */
export const pulse = 60_000

/** Another agent is being asked. Until that is over the customer keeps the room, whoever goes. */
export const isRinging = ({ transfers }: State, at: number): boolean =>
  transfers.some((each) => each.is === 'ringing' && at - each.at < longestInvite)

/** Nobody serves the conversation now, and yet somebody will: an invite is live, or its taker is on the way. */
export const isAwaited = (state: State, leaver: string, at: number): boolean =>
  isRinging(state, at) ||
  state.transfers.some(({ is, fromWorkerSid, ...each }) => {
    return is === 'accepted' && fromWorkerSid === leaver && at - each.at < longestInvite
  })

/** An agent's part is over and the video goes on. They lose every right at once; their place in the room a little later. */
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

/** The time for taking over is up. Who handed over must leave (`follow.ts`); and without anybody the video ends. */
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
  // The news of an acceptance may have been lost, so Twilio is asked before a customer is sent away.
  return { state: next, effects: [{ type: 'assignments.find' }] }
}

/** Twilio was asked, and knows of nobody either. */
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

/** The compiler cannot see that what is optional in every phase may be left out of each: hence the cast. */
export function withoutHandover(video: Live): Live {
  const { handover: _, ...rest } = video
  return rest as Live
}
