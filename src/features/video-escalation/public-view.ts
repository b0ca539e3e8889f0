import type { PublicView } from '../../core/public-view.ts'
import { outcomeOf, stateWord } from './announce.ts'
import { isSideWeak } from './connection-quality.ts'
import { firstCause } from './ending.ts'
import { countMinutes } from './minutes.ts'
import type { State, Video } from './model.ts'
import { isHere } from './presence.ts'
import { undeliveredIn } from './undelivered.ts'

/** The escalation without names and texts, for webhooks and the board. */
export function publicViewOf({ video, assignments, linkRequestedAt }: State): PublicView | undefined {
  if (video.phase === 'idle') return undefined
  const firstJoin = video.participants.find(({ role }) => role === 'customer')?.from
  const ended = video.phase === 'ended' ? outcomeOf(video) : undefined
  const undelivered = undeliveredIn(video)
  return {
    id: video.id,
    state: stateWord(video),
    taskSid: video.taskSid,
    workerSid: video.workerSid,
    ...('roomSid' in video && video.roomSid && { roomSid: video.roomSid }),
    startedAt: video.startedAt,
    assignments: assignments.length,
    isAgentHere: isHere(video.participants, 'agent'),
    isCustomerHere: isHere(video.participants, 'customer'),
    ...(isHere(video.participants, 'supervisor') && { isSupervisorHere: true }),
    ...(video.customer.step && { customerStep: video.customer.step.step }),
    ...(isSideWeak(video, 'customer') && { isCustomerConnectionWeak: true }),
    ...(isSideWeak(video, 'agent') && { isAgentConnectionWeak: true }),
    isRecording: video.isRecorded,
    ...(linkRequestedAt !== undefined && { asksForLink: true }),
    ...(undelivered && { notDelivered: undelivered.reason }),
    ...(undelivered?.code !== undefined && { deliveryCode: undelivered.code }),
    ...(video.rating && { stars: video.rating.stars }),
    ...(firstJoin !== undefined && { joinedAt: firstJoin }),
    ...(video.warnedAt !== undefined && { isOverBudget: true }),
    ...spent(video),
    ...(video.phase === 'ending' && { endingSince: firstCause(video.causes).at }),
    ...(ended && { reason: ended.reason, joined: ended.joined, seconds: ended.seconds, endedAt: ended.endedAt }),
  }
}

/** Seconds up to the last join or leave; the time since then is in the next entry. */
function spent(video: Exclude<Video, { phase: 'idle' }>) {
  const { used, solo, idle, late } = countMinutes(video).minutes
  const seconds = (ms: number) => Math.round(ms / 1000)
  return {
    usedSeconds: seconds(used),
    soloSeconds: seconds(solo),
    idleSeconds: seconds(idle),
    lateSeconds: seconds(late),
  }
}
