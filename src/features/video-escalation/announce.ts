import { onceFor } from '../../core/once-for.ts'
import { nextRevision } from '../../core/revision.ts'
import type { Announcement } from './announcement.ts'
import { firstCause } from './ending.ts'
import { isUnderWay } from './handover.ts'
import type { Decision, Effect, State, Video } from './model.ts'
import { hasJoined, presenceOf, togetherMs } from './presence.ts'
import { undeliveredIn } from './undelivered.ts'

/** One word for people: the agent's button, the API and the task say the same. */
export function stateWord(video: Video): string {
  switch (video.phase) {
    case 'idle':
      return 'idle'
    case 'opening':
      return 'requested'
    case 'open': {
      const word = video.isInvited ? presenceOf(video.participants) : 'requested'
      // Before the closed door the customer waits as much as in the room.
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

/** Whether they met, for how long (s), and why it is over. */
export function outcomeOf(video: Extract<Video, { phase: 'ended' }>) {
  const { why, at, detail } = firstCause(video.causes)
  return {
    reason: detail ? `${why}: ${detail}` : why,
    joined: hasJoined(video.participants, 'customer'),
    seconds: Math.round(togetherMs(video.participants, at) / 1000),
    endedAt: at,
  }
}

/** What the task should say. `null`: nothing, take it off again; undefined: leave it as it is. */
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
  // A video that never came to be leaves no trace. If the task was not written yet, there is nothing to take off; a
  // write still under way answers later, and this is asked again.
  if (said.state === 'failed' && !hasJoined(video.participants, 'customer'))
    return video.isTaskWritten ? null : undefined
  const { reason, joined, seconds } = outcomeOf(video)
  return { ...said, reason, joined, seconds, ...(video.rating && { rating: video.rating.stars }) }
}

type Said = ReadonlyMap<string, Announcement | null>

/** What each task should say: every agent's the same, and a task whose agent has handed over that. */
export const saidOn: (state: State) => Said = onceFor((state) => {
  const { video, assignments } = state
  const news = announcementOf(state)
  if (video.phase === 'idle' || news === undefined) return new Map()
  const { id, released, taskSid, alsoOn } = video
  const isOpen = (task: string) => assignments.some((assignment) => assignment.taskSid === task)
  const handedOver = { id, state: 'handed-over' }
  // Until it is known whether there is a next one, nothing is said.
  const isHandedOver = isUnderWay(video) && video.handover?.endsAs === undefined
  const isWaitingForNext = isHandedOver && !isOpen(taskSid) && released.some((each) => each.taskSid === taskSid)
  return new Map<string, Announcement | null>([
    ...released.map((each) => [each.taskSid, handedOver] as const),
    ...alsoOn.map((each) => [each, news] as const),
    [taskSid, isWaitingForNext ? handedOver : news],
  ])
})

/** Whatever rule changed the state, each task is told when its word changed. Rules need not think of it. */
export function announced(before: State, decision: Decision, at: number): Decision {
  const { video, assignments } = decision.state
  if (video.phase === 'idle') return decision
  const told = saidOn(before)
  const changed = [...saidOn(decision.state)].filter(
    ([task, news]) => JSON.stringify(news) !== JSON.stringify(told.get(task)),
  )
  if (changed.length === 0) return decision
  const first = nextRevision(decision.state.revision, at)
  const writes = changed.map(([taskSid, news], n): Effect => {
    const known = assignments.find((assignment) => assignment.taskSid === taskSid)?.known
    const revision = first + n
    return { type: 'task.annotate', taskSid, escalationId: video.id, revision, video: news, ...(known && { known }) }
  })
  const written = new Set(changed.map(([taskSid]) => taskSid))
  // What we know of a task is out of date once we have written to it.
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

/** The first effect is what everything waits for; the task is written beside it, and less urgent work comes after. */
const afterFirst = ([first, ...rest]: readonly Effect[], writes: readonly Effect[]): readonly Effect[] =>
  first ? [first, ...writes, ...rest] : writes
