import { onceFor } from '../../core/once-for.ts'
import { nextRevision } from '../../core/revision.ts'
import type { Announcement } from './announcement.ts'
import { firstCause } from './ending.ts'
import { isUnderWay } from './handover.ts'
import type { Decision, Effect, State, Video } from './model.ts'
import { hasJoined, presenceOf, togetherMs } from './presence.ts'
import { undeliveredIn } from './undelivered.ts'

/** Returns the state's public word: the agent's button, the API and the task all use it. */
export function stateWord(video: Video): string {
  switch (video.phase) {
    case 'idle':
      return 'idle'
    case 'opening':
      return 'requested'
    case 'open': {
      const word = video.isInvited ? presenceOf(video.participants) : 'requested'
      // A customer in the waiting room counts as waiting, too.
      return word === 'invited' && video.customer.isWaiting ? 'waiting' : word
    }
    case 'asleep':
      return video.customer.isWaiting ? 'waiting' : 'paused'
    case 'ending':
      return 'ending'
    case 'ended':
      return finalWord(video)
  }
}

function finalWord(video: Extract<Video, { phase: 'ended' }>): string {
  const { why } = firstCause(video.causes)
  if (why === 'failed') return 'failed'
  if (why === 'link-expired') return 'expired'
  return (why === 'agent-ended' || why === 'supervisor-ended') && !hasJoined(video.participants, 'customer')
    ? 'cancelled'
    : 'ended'
}

/** Returns why the video ended, whether the customer joined, and how long both sides were together (s). */
export function outcomeOf(video: Extract<Video, { phase: 'ended' }>) {
  const { why, at, detail } = firstCause(video.causes)
  return {
    reason: detail ? `${why}: ${detail}` : why,
    joined: hasJoined(video.participants, 'customer'),
    seconds: Math.round(togetherMs(video.participants, at) / 1000),
    endedAt: at,
  }
}

/** Returns what the task should say. `null` removes our block from the task; undefined leaves the task as it is. */
export function announcementOf({ video, linkRequestedAt }: State): Announcement | null | undefined {
  if (video.phase === 'idle') return undefined
  const undelivered = undeliveredIn(video)
  const said = {
    id: video.id,
    state: stateWord(video),
    ...(linkRequestedAt && { asksForLink: true }),
    ...(undelivered && { notDelivered: { reason: undelivered.reason, message: undelivered.message } }),
  }
  if (video.phase !== 'ended') return said
  // A video that never opened leaves no trace on the task. If the task is not written yet, there is nothing to remove;
  // when a write that is still running reports back, this function runs again.
  if (said.state === 'failed' && !hasJoined(video.participants, 'customer'))
    return video.isTaskWritten ? null : undefined
  const { reason, joined, seconds } = outcomeOf(video)
  return { ...said, reason, joined, seconds, ...(video.rating && { rating: video.rating.stars }) }
}

type Said = ReadonlyMap<string, Announcement | null>

/** The text for each task: the escalation's state for every serving agent, `handed-over` for agents who left. */
export const annotationsOf: (state: State) => Said = onceFor((state) => {
  const { video, assignments } = state
  const current = announcementOf(state)
  if (video.phase === 'idle' || current === undefined) return new Map()
  const { id, released, taskSid, alsoOn } = video
  const isOpen = (task: string) => assignments.some((assignment) => assignment.taskSid === task)
  const handedOver = { id, state: 'handed-over' }
  // Says `handed-over` only once Twilio has answered whether another agent is invited.
  const isHandedOver = isUnderWay(video) && video.handover?.endsAs === undefined
  const isWaitingForNext = isHandedOver && !isOpen(taskSid) && released.some((each) => each.taskSid === taskSid)
  return new Map<string, Announcement | null>([
    ...released.map((each) => [each.taskSid, handedOver] as const),
    ...alsoOn.map((each) => [each, current] as const),
    [taskSid, isWaitingForNext ? handedOver : current],
  ])
})

/** Writes each task whose text has changed. A post-pass, so no decision has to do this itself. */
export function announced(before: State, decision: Decision, at: number): Decision {
  const { video, assignments } = decision.state
  if (video.phase === 'idle') return decision
  const previous = annotationsOf(before)
  const changed = [...annotationsOf(decision.state)].filter(
    ([task, current]) => JSON.stringify(current) !== JSON.stringify(previous.get(task)),
  )
  if (changed.length === 0) return decision
  const first = nextRevision(decision.state.revision, at)
  const writes = changed.map(([taskSid, current], n): Effect => {
    const known = assignments.find((assignment) => assignment.taskSid === taskSid)?.known
    const revision = first + n
    return { type: 'task.annotate', taskSid, escalationId: video.id, revision, video: current, ...(known && { known }) }
  })
  const written = new Set(changed.map(([taskSid]) => taskSid))
  // Writing to a task makes its known version out of date.
  const next = assignments.map(({ known, ...assignment }) =>
    known && !written.has(assignment.taskSid) ? { ...assignment, known } : assignment,
  )
  const revision = first + writes.length - 1
  return {
    ...decision,
    state: { ...decision.state, assignments: next, revision },
    effects: afterFirst(decision.effects, writes),
  }
}

/** Puts the writes after the first effect, which everything waits for, and before less urgent effects. */
const afterFirst = ([first, ...rest]: readonly Effect[], writes: readonly Effect[]): readonly Effect[] =>
  first ? [first, ...writes, ...rest] : writes
