import { unchanged } from '../../core/feature.ts'
import { assignmentOf } from './assignments.ts'
import { asTemplate } from './delivery.ts'
import { end } from './ending.ts'
import { isUnderWay } from './handover.ts'
import { invitedUnknown } from './invited.ts'
import type { Cause, Decision, Effect, EventOf, Settings, State, Video } from './model.ts'
import { outsideWindow } from './undelivered.ts'

/** Room closing is a duty: after its attempts are used up it starts over, for as long as the escalation is ending. */
const again = 30_000

/** An effect will not succeed. What was done so far is undone; nobody is left with half a video. */
export function failed(state: State, event: EventOf<'effect.failed'>, settings: Settings): Decision {
  const { video } = state
  const cause = { why: 'failed', at: event.at, detail: detailOf(event) } as const
  switch (event.effect) {
    case 'room.create':
      if (video.phase === 'opening') {
        const { roomSid: _, ...roomless } = video
        return end({ ...state, video: { ...roomless, phase: 'asleep' } }, cause)
      }
      // It was waited for only to be closed. Should it exist after all, the reconciler finds it by its name.
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
      // Whoever has an assignment waits for something else.
      return unchanged({ ...state, pendingCommands: state.pendingCommands.filter(({ by }) => assignmentOf(state, by)) })
    default:
      return unchanged(state)
  }
}

/** Twilio may refuse words of our own outside of WhatsApp's 24 hours at once, and with a receipt otherwise. */
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
  // The template was the second try: the first one's receipt stands.
  if (!request?.isTemplate || !isUnderWay(video) || !video.sentInvite) return unchanged(state)
  const sentInvite = { ...video.sentInvite, failure: { at, code: outsideWindow } }
  return unchanged({ ...state, video: { ...video, sentInvite } })
}

/** Who sits on a dead seat must go, as a room must be closed. */
function stillToGo(video: Video, participantSid: string | undefined): Effect[] {
  if (video.phase !== 'open') return []
  const { roomSid, participants } = video
  return participants
    .filter((each) => each.participantSid === participantSid && each.outAt !== undefined && each.until === undefined)
    .map((each) => ({ type: 'participant.remove', roomSid, participantSid: each.participantSid, after: again }))
}

const detailOf = ({ effect, code }: EventOf<'effect.failed'>) => (code ? `${effect} (${code})` : effect)
