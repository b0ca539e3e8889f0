import { unchanged } from '../../core/feature.ts'
import type { Cause, Decision, Effect, Escalation, State, Video } from './model.ts'
import { hasJoined } from './presence.ts'

/** Returns the earliest cause by its own timestamp: the events of an end may arrive in any order. */
export const firstCause = (causes: readonly Cause[]): Cause =>
  causes.reduce((first, each) => (each.at < first.at ? each : first))

/** Ends a video that is under way, once: a second cause is only recorded. */
export function end(state: State, cause: Cause, notice = false): Decision {
  const { video } = state
  switch (video.phase) {
    case 'idle':
      return unchanged(state)
    case 'opening':
    case 'open': {
      // `lostAt` belongs to an open room only.
      const { phase: _, lostAt: __, roomSid, ...escalation } = { lostAt: undefined, ...atItsEnd(video) }
      const causes = causesOf(video, cause)
      const ending: Video = { ...escalation, phase: 'ending', causes, ...(roomSid && { roomSid }) }
      // Without a SID the room is still being created; `room.created` then closes it.
      const close: Effect[] = roomSid ? [{ type: 'room.close', roomSid }] : []
      return { state: { ...state, video: ending }, effects: [...close, ...farewell(state, notice)] }
    }
    case 'asleep':
      return {
        state: { ...state, video: { ...atItsEnd(video), phase: 'ended', causes: causesOf(video, cause) } },
        effects: farewell(state, notice),
      }
    case 'ending':
    case 'ended':
      return unchanged({ ...state, video: { ...video, causes: [...video.causes.slice(0, 9), cause] } })
  }
}

/**
 * Nobody waits for a video that has ended. An agent whose leaving ended it, with no next agent known, handed nothing
 * over.
 */
const atItsEnd = <V extends Escalation>(video: V): V => ({
  ...video,
  customer: { ...video.customer, isWaiting: false },
  ...(isUndecided(video) && { released: video.released.filter(({ at }) => at !== video.handover?.closedAt) }),
})

const isUndecided = ({ handover }: Escalation): boolean => handover?.endsAs !== undefined

/** Puts the end of the last assignment first if Twilio was still being asked whether another agent is invited. */
function causesOf({ handover }: Escalation, cause: Cause): Cause[] {
  const { endsAs: detail, closedAt: at } = handover ?? {}
  if (detail === undefined || at === undefined || cause.why === 'task-closed') return [cause]
  return [{ why: 'task-closed', at, detail }, cause]
}

/** Completes the end once the room is gone. Participants still in the record count until the first cause. */
export const finish = (state: State, video: Extract<Video, { phase: 'ending' }>): Decision =>
  unchanged({ ...state, video: { ...video, phase: 'ended' } })

/** Posts a notice, if configured, to a customer who was invited and never came: they would click a dead link. */
function farewell({ video }: State, notice: boolean): Effect[] {
  if (!notice || video.phase === 'idle' || !video.isInvited || hasJoined(video.participants, 'customer')) return []
  const { id: escalationId, locale } = video
  return [{ type: 'notice.post', escalationId, notice: 'cancelled', ...(locale && { locale }) }]
}
