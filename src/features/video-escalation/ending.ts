import { unchanged } from '../../core/feature.ts'
import type { Cause, Decision, Effect, Escalation, State, Video } from './model.ts'
import { hasJoined } from './presence.ts'

/** Terminal news may come in any order; the earliest by its own clock tells why it ended. */
export const firstCause = (causes: readonly Cause[]): Cause =>
  causes.reduce((first, each) => (each.at < first.at ? each : first))

/** Ends whatever is under way, once: a second cause only adds to the record. */
export function end(state: State, cause: Cause, notice = false): Decision {
  const { video } = state
  switch (video.phase) {
    case 'idle':
      return unchanged(state)
    case 'opening':
    case 'open': {
      // That somebody was alone does not outlive the open room.
      const { phase: _, lostAt: __, roomSid, ...escalation } = { lostAt: undefined, ...atItsEnd(video) }
      const causes = causesOf(video, cause)
      const ending: Video = { ...escalation, phase: 'ending', causes, ...(roomSid && { roomSid }) }
      // Without a SID the room is still being made. Its creation reports here, and then it is closed.
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

/** Nobody waits for a call that is over; and whose part ended it, while nobody else was known to come, handed nothing over. */
const atItsEnd = <V extends Escalation>(video: V): V => ({
  ...video,
  customer: { ...video.customer, isWaiting: false },
  ...(isUndecided(video) && { released: video.released.filter(({ at }) => at !== video.handover?.closedAt) }),
})

const isUndecided = ({ handover }: Escalation): boolean => handover?.endsAs !== undefined

/** What ended the last agent's part stands first, where Twilio was still being asked whether anybody comes after them. */
function causesOf({ handover }: Escalation, cause: Cause): Cause[] {
  const { endsAs: detail, closedAt: at } = handover ?? {}
  if (detail === undefined || at === undefined || cause.why === 'task-closed') return [cause]
  return [{ why: 'task-closed', at, detail }, cause]
}

/** The room is known to be gone while we were ending it. Whoever was in it until then stays until the first cause. */
export const finish = (state: State, video: Extract<Video, { phase: 'ending' }>): Decision =>
  unchanged({ ...state, video: { ...video, phase: 'ended' } })

/** A customer who was invited and never came would click a dead link: tell them, where the contact centre wants it. */
function farewell({ video }: State, notice: boolean): Effect[] {
  if (!notice || video.phase === 'idle' || !video.isInvited || hasJoined(video.participants, 'customer')) return []
  const { id: escalationId, locale } = video
  return [{ type: 'notice.post', escalationId, notice: 'cancelled', ...(locale && { locale }) }]
}
