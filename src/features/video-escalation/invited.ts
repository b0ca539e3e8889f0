import type { Assignment } from '../../core/facts.ts'
import { unchanged } from '../../core/feature.ts'
import { end } from './ending.ts'
import { clock, isRinging, isUnderWay, nobodyTookOver, pulse } from './handover.ts'
import type { Transfer } from './handover-model.ts'
import { isOthers, look, timeLeft, withOver } from './looking.ts'
import type { Decision, EventOf, Settings, State } from './model.ts'
import { releasedNow } from './serving.ts'

/*
 * Flex itself and other plugins also transfer conversations, with invites of their own. Task attributes prove nothing,
 * because such transfers copy them. So when the last assignment ends, we ask Twilio whom it has invited into the same
 * channel.
 */

/** Asks Twilio, before the video ends with its last assignment, whether another agent is invited. */
export function lookForInvites(
  state: State,
  gone: Assignment,
  event: EventOf<'assignment.closed'>,
): Decision | undefined {
  const { video } = state
  const { interactionSid, channelSid, workerSid: fromWorkerSid } = gone
  if (video.phase !== 'open' && video.phase !== 'asleep') return undefined
  if (!interactionSid || !channelSid) return undefined
  const released = [...video.released.slice(-19), releasedNow(video, gone, event.at)]
  const channel = { interactionSid, channelSid, taskSid: gone.taskSid }
  const handover = { fromWorkerSid, closedAt: event.at, isOverdue: false, channel, endsAs: event.how }
  // The agent is free for another video, whatever comes of this one.
  const next = { ...video, isWithoutLock: true, released, handover }
  return { state: { ...state, video: next }, effects: look(next, 'first') }
}

/** Handles Twilio's answer. If nobody is invited, the video ends for the same reason as the last assignment. */
export function invitedFound(state: State, event: EventOf<'invited.found'>, settings: Settings): Decision {
  const { video } = state
  if (!isUnderWay(video) || video.handover?.closedAt !== event.closedAt) return unchanged(state)
  const { endsAs, ...handover } = video.handover
  const found = withInvites(state, event)
  const next = { ...found, video: { ...video, handover } }
  const isFirst = event.round === 'first'
  if (found.assignments.length === 0 && !isRinging(found, event.at)) {
    if (endsAs === undefined) return nobodyTookOver(next, event.at, settings)
    return end(found, { why: 'task-closed', at: event.closedAt, detail: endsAs })
  }
  if (isFirst) return { state: next, effects: [clock(video.id, event.closedAt, settings.handoverMs)] }
  return event.round === 'again' && next.assignments.length === 0
    ? { state: next, effects: [clock(video.id, event.closedAt, Math.min(pulse, timeLeft(next, event.at, settings)))] }
    : unchanged(next)
}

/** Handles a failed look-up: only invites that are already known are waited for. */
export function invitedUnknown(state: State, event: EventOf<'effect.failed'>, settings: Settings): Decision {
  const { closedAt, round } = event.request ?? {}
  if (closedAt === undefined || round === undefined) return unchanged(state)
  const ringing = state.transfers.flatMap(({ is, invitedTaskSid }) =>
    is === 'ringing' && invitedTaskSid ? [invitedTaskSid] : [],
  )
  return invitedFound(state, { ...event, type: 'invited.found', closedAt, round, ringing, assignments: [] }, settings)
}

/** Handles the end of an invite that is not ours. Asks Twilio once more: another invite may have replaced it. */
export function inviteOver(state: State, taskSid: string, at: number): Decision {
  const { video } = state
  const isIt = (each: Transfer) => isOthers(each) && each.invitedTaskSid === taskSid
  if (!state.transfers.some(isIt)) return unchanged(state)
  const next = { ...state, transfers: withOver(state.transfers, isIt) }
  const isAlone = isUnderWay(video) && state.assignments.length === 0 && !isRinging(next, at)
  return isAlone ? { state: next, effects: look(video, 'withdrawn') } : unchanged(next)
}

function withInvites(state: State, { ringing, closedAt }: EventOf<'invited.found'>): State {
  const fromWorkerSid = isUnderWay(state.video) ? (state.video.handover?.fromWorkerSid ?? '') : ''
  const isLive = (taskSid: string) => ringing.includes(taskSid) && !state.closed.includes(taskSid)
  const known = withOver(state.transfers, (each) => isOthers(each) && !isLive(each.invitedTaskSid ?? ''))
  const more = ringing
    .filter((taskSid) => isLive(taskSid) && !known.some((each) => each.invitedTaskSid === taskSid))
    .map((invitedTaskSid): Transfer => {
      const common = { mode: 'cold', is: 'ringing', wasAccepted: false, to: {} } as const
      return { ...common, id: `invite-${invitedTaskSid}`, at: closedAt, fromWorkerSid, invitedTaskSid }
    })
  return { ...state, transfers: [...known, ...more].slice(-5) }
}
