import { unchanged } from '../../core/feature.ts'
import { assignmentOf } from './assignments.ts'
import { asTemplate } from './delivery.ts'
import { end } from './ending.ts'
import { isUnderWay } from './handover.ts'
import { invitedUnknown } from './invited.ts'
import type { Cause, Decision, Effect, EventOf, Settings, State, Video } from './model.ts'
import { outsideWindow } from './undelivered.ts'

/**
 * Closing a room never gives up: when its attempts are used up, a new job starts after this time (ms), for as long as
 * the escalation is ending.
 */
const again = 30_000

/** Handles an effect that finally failed: undoes what was done so far, so that nobody is left with half a video. */
export function failed(state: State, event: EventOf<'effect.failed'>, settings: Settings): Decision {
  const { video } = state
  const cause = { why: 'failed', at: event.at, detail: detailOf(event) } as const
  switch (event.effect) {
    case 'room.create':
      if (video.phase === 'opening') {
        const { roomSid: _, ...roomless } = video
        return end({ ...state, video: { ...roomless, phase: 'asleep' } }, cause)
      }
      // We only waited for the room to close it. If it exists after all, the reconciler finds it by its name.
      return video.phase === 'ending' && !video.roomSid
        ? unchanged({ ...state, video: { ...video, phase: 'ended' } })
        : unchanged(state)
    case 'task.annotate':
      return video.phase === 'opening' && !video.isTaskWritten ? end(state, cause) : unchanged(state)
    case 'invite.post':
      return inviteFailed(state, event, cause, settings)
    case 'room.close':
      return video.phase === 'ending' && video.roomSid
        ? { state, effects: [{ type: 'room.close', roomSid: video.roomSid, after: again }] }
        : unchanged(state)
    case 'room.record':
      return video.phase === 'open' && event.request?.isOn === video.isRecorded
        ? unchanged({ ...state, video: { ...video, isRecorded: !video.isRecorded } })
        : unchanged(state)
    case 'participant.remove':
      return { state, effects: stillToGo(video, event.request?.participantSid) }
    case 'invited.find':
      return invitedUnknown(state, event, settings)
    case 'assignments.find':
      // Commands of agents with an assignment wait for something else.
      return unchanged({ ...state, pendingCommands: state.pendingCommands.filter(({ by }) => assignmentOf(state, by)) })
    default:
      return unchanged(state)
  }
}

/**
 * Handles a failed invite. Outside WhatsApp's 24 hours Twilio may refuse free text at once, or later with a receipt.
 */
function inviteFailed(
  state: State,
  { request, code, at }: EventOf<'effect.failed'>,
  cause: Cause,
  settings: Settings,
): Decision {
  const { video } = state
  if (code === outsideWindow && settings.hasTemplate && !request?.isTemplate && isUnderWay(video))
    return asTemplate(state, video)
  if (video.phase === 'open' && !video.isInvited) return end(state, cause)
  // The template was the second try: the failure of the first stands.
  if (!request?.isTemplate || !isUnderWay(video) || !video.sentInvite) return unchanged(state)
  const sentInvite = { ...video.sentInvite, failure: { at, code: outsideWindow } }
  return unchanged({ ...state, video: { ...video, sentInvite } })
}

/** Removing a participant on a dead seat never gives up, as closing a room does not. */
function stillToGo(video: Video, participantSid: string | undefined): Effect[] {
  if (video.phase !== 'open') return []
  const { roomSid, participants } = video
  return participants
    .filter((each) => each.participantSid === participantSid && each.outAt !== undefined && each.until === undefined)
    .map((each) => ({ type: 'participant.remove', roomSid, participantSid: each.participantSid, after: again }))
}

const detailOf = ({ effect, code }: EventOf<'effect.failed'>) => (code ? `${effect} (${code})` : effect)
