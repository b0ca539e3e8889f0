import type { Unwritten } from '../../core/task-attributes.ts'
import { outcomeOf, stateWord } from './announce.ts'
import { isUnderWay } from './handover.ts'
import type { State } from './model.ts'
import { conversationOf } from './names.ts'
import { hasHandedOver, releaseOf } from './serving.ts'
import { undeliveredIn } from './undelivered.ts'

/** An escalation as agents may see it, without link and token. */
export type EscalationView = {
  readonly id: string
  readonly conversationSid: string
  readonly taskSid: string
  readonly state: string
  readonly startedAt: string
  readonly roomSid?: string
  readonly linkRevoked: boolean
  /** The customer's readiness step, in words the agent can act on. */
  readonly customer?: { readonly step: string; readonly detail?: string | undefined; readonly at: string }
  readonly asksForLink: boolean
  /** The invite did not reach the customer: the reason, a sentence and Twilio's error code. */
  readonly notDelivered?: {
    readonly reason: string
    readonly message: string
    readonly code?: number
    readonly at: string
  }
  /** Why the agent's task does not show this: it could not be written. */
  readonly notOnTask?: Unwritten
  readonly recording: boolean
  readonly rating?: { readonly stars: number; readonly issues: readonly string[]; readonly comment: string }
  readonly outcome?: {
    readonly reason: string
    readonly joined: boolean
    readonly seconds: number
    readonly endedAt: string
  }
}

/**
 * What one agent may see. An agent who handed over learns that the video goes on, but not how: everything else stays as
 * it was when the agent's part ended.
 */
export function viewFor(state: State, workerSid: string): EscalationView | undefined {
  const view = viewOf(state)
  const release = isOthersNow(state, workerSid) ? lastReleaseOf(state, workerSid) : undefined
  if (!view || !release) return viewOf(state, taskOf(state, workerSid))
  const { id, conversationSid, startedAt } = view
  const { taskSid, isLinkRevoked: linkRevoked, isRecorded: recording } = release
  return { id, conversationSid, taskSid, state: 'handed-over', startedAt, linkRevoked, asksForLink: false, recording }
}

/** Tells whether another agent has the video. If nobody took it over, its last agent sees the outcome. */
const isOthersNow = (state: State, workerSid: string): boolean =>
  hasHandedOver(state, workerSid) && (isUnderWay(state.video) || !isOwner(state, workerSid))

const isOwner = ({ video }: State, workerSid: string) => video.phase !== 'idle' && video.workerSid === workerSid

const lastReleaseOf = ({ video }: State, workerSid: string) =>
  video.phase === 'idle' ? undefined : releaseOf(video.released, workerSid)

const taskOf = ({ assignments }: State, workerSid: string) =>
  assignments.find((assignment) => assignment.workerSid === workerSid)?.taskSid

/** Undefined if this conversation has had no video. @param task the viewer's task */
export function viewOf({ video, linkRequestedAt }: State, task?: string): EscalationView | undefined {
  if (video.phase === 'idle') return undefined
  const notOnTask = video.unwritten[task ?? video.taskSid]
  const { step } = video.customer
  const ended = video.phase === 'ended' ? outcomeOf(video) : undefined
  const undelivered = undeliveredIn(video)
  return {
    id: video.id,
    conversationSid: conversationOf(video.id) ?? '',
    taskSid: video.taskSid,
    state: stateWord(video),
    startedAt: new Date(video.startedAt).toISOString(),
    ...('roomSid' in video && video.roomSid && { roomSid: video.roomSid }),
    linkRevoked: video.link.isRevoked,
    ...(step && { customer: { ...step, at: new Date(step.at).toISOString() } }),
    asksForLink: linkRequestedAt !== undefined,
    ...(undelivered && { notDelivered: { ...undelivered, at: new Date(undelivered.at).toISOString() } }),
    recording: video.isRecorded,
    ...(notOnTask && { notOnTask }),
    ...(video.rating && { rating: { ...video.rating } }),
    ...(ended && { outcome: { ...ended, endedAt: new Date(ended.endedAt).toISOString() } }),
  }
}
