import { type Step, stay } from '../../core/feature.ts'
import { assignmentOf } from './assignments.ts'
import { asTemplate } from './delivery.ts'
import { end } from './ending.ts'
import { isUnderWay } from './handover.ts'
import { invitedUnknown } from './invited.ts'
import type { Cause, Effect, EventOf, Settings, State, Video } from './model.ts'
import { outsideWindow } from './undelivered.ts'

/** Room closing is a duty: after its attempts are used up it starts over, for as long as the escalation is ending. */
const again = 30_000

/** An effect will not succeed. What was done so far is undone; nobody is left with half a video. */
export function failed(state: State, event: EventOf<'effect.failed'>, settings: Settings): Step<State, Effect> {
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
        ? stay({ ...state, video: { ...video, phase: 'ended' } })
        : stay(state)
    case 'task.annotate':
      return video.phase === 'opening' && !video.isTaskWritten ? end(state, cause) : stay(state)
    case 'invite.post':
      return inviteFailed(state, event, cause, settings)
    case 'room.close':
      return video.phase === 'ending' && video.roomSid
        ? { state, effects: [{ type: 'room.close', roomSid: video.roomSid, after: again }] }
        : stay(state)
    case 'room.record':
      return video.phase === 'open' && event.asked?.isOn === video.isRecorded
        ? stay({ ...state, video: { ...video, isRecorded: !video.isRecorded } })
        : stay(state)
    case 'person.remove':
      return { state, effects: stillToGo(video, event.asked?.participantSid) }
    case 'invited.find':
      return invitedUnknown(state, event, settings)
    case 'assignments.find':
      // Whoever has an assignment waits for something else.
      return stay({ ...state, asked: state.asked.filter(({ by }) => assignmentOf(state, by)) })
    default:
      return stay(state)
  }
}

/** Twilio may refuse words of our own outside of WhatsApp's 24 hours at once, and with a receipt otherwise. */
function inviteFailed(
  state: State,
  { asked, code, at }: EventOf<'effect.failed'>,
  cause: Cause,
  settings: Settings,
): Step<State, Effect> {
  const { video } = state
  if (code === outsideWindow && settings.hasTemplate && !asked?.isTemplate && isUnderWay(video))
    return asTemplate(state, video)
  if (video.phase === 'open' && !video.isInvited) return end(state, cause)
  // The template was the second try: the first one's receipt stands.
  if (!asked?.isTemplate || !isUnderWay(video) || !video.sentInvite) return stay(state)
  const sentInvite = { ...video.sentInvite, failure: { at, code: outsideWindow } }
  return stay({ ...state, video: { ...video, sentInvite } })
}

/** Who sits on a dead seat must go, as a room must be closed. */
function stillToGo(video: Video, participantSid: string | undefined): Effect[] {
  if (video.phase !== 'open') return []
  const { roomSid, people } = video
  return people
    .filter((each) => each.participantSid === participantSid && each.outAt !== undefined && each.until === undefined)
    .map((each) => ({ type: 'person.remove', roomSid, participantSid: each.participantSid, after: again }))
}

const detailOf = ({ effect, code }: EventOf<'effect.failed'>) => (code ? `${effect} (${code})` : effect)
