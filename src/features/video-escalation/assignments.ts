import type { Assignment } from '../../core/facts.ts'
import { unchanged } from '../../core/feature.ts'
import { isOffer } from '../../core/offers.ts'
import { isLookedUp, isOutsider, withCommand } from '../../core/unknown-identities.ts'
import { end } from './ending.ts'
import { isAwaited, release } from './handover.ts'
import { inviteOver, lookForInvites } from './invited.ts'
import type { Command, Decision, Effect, EventOf, Settings, State } from './model.ts'

/** An agent accepted a task of this conversation. An acceptance heard after the end of the same task is old news. */
export function openAssignment(state: State, assignment: Assignment): State {
  if (state.closed.includes(assignment.taskSid) || state.closed.includes(assignment.reservationSid)) return state
  const known = state.assignments.find((each) => each.reservationSid === assignment.reservationSid)
  if (known) return state
  // Whose invite it was, whoever made it, need not be waited for any more.
  const transfers = state.transfers.map((each) =>
    each.invitedTaskSid === assignment.taskSid ? { ...each, is: 'over' as const, wasAccepted: true } : each,
  )
  return { ...state, transfers, assignments: [...state.assignments, assignment].slice(-10) }
}

/**
 * An agent's part is over. The video ends with the last one: while others serve the customer, or somebody is being asked
 * to, by us or by others, it goes on.
 */
export function closeAssignment(state: State, event: EventOf<'assignment.closed'>, settings: Settings): Decision {
  const { taskSid, reservationSid, at } = event
  const isOver = (assignment: Assignment) =>
    reservationSid ? assignment.reservationSid === reservationSid : assignment.taskSid === taskSid
  const assignments = state.assignments.filter((assignment) => !isOver(assignment))
  const assignment = state.assignments.find(isOver)
  // An offer that came to nothing was nobody's assignment.
  if (!assignment && isOffer(event)) return unchanged(state)
  const closed = [...state.closed.slice(-19), reservationSid ?? taskSid]
  const next = { ...state, assignments, closed }
  // The end of a stranger's task says nothing about a video it had no part in, and a second end nothing new. A task may
  // have had many reservations: the end of one is the end of that one's agent.
  const gone = assignment ?? (reservationSid ? undefined : ownerOf(state.video, taskSid))
  if (!gone) return reservationSid ? unchanged(next) : inviteOver(next, taskSid, at)
  if (assignments.length > 0 || isAwaited(next, gone.workerSid, at)) return release(next, gone, at, settings)
  const looking = assignment && lookForInvites(next, assignment, event)
  return looking ?? end(next, { why: 'task-closed', at, detail: event.how })
}

/** Whose video it is, if it is on this task, and unless the end of their part is known already. */
const ownerOf = (video: State['video'], taskSid: string) =>
  video.phase !== 'idle' && video.taskSid === taskSid && !video.released.some((each) => each.taskSid === taskSid)
    ? video
    : undefined

export const assignmentOf = (state: State, by: Command['by']): Assignment | undefined =>
  state.assignments.find((assignment) =>
    'identity' in by ? assignment.identity === by.identity : assignment.workerSid === by.workerSid,
  )

/**
 * A chat command by somebody without an assignment. Most often a customer who typed `/video`; but the news of an agent's acceptance
 * may have been lost. Until it is known who that is, and for an agent what Twilio says, the command waits.
 */
export function unknownCommander(state: State, event: Command): Decision {
  if ('workerSid' in event.by) {
    const refusal = { code: 'not-your-task', message: 'This task is not assigned to you.', retryable: false }
    return { ...unchanged(state), refusal }
  }
  const { identity } = event.by
  if (isOutsider(state, event)) return unchanged(state)
  const effects: Effect[] = isLookedUp(state, event) ? [] : [{ type: 'assignments.find', identities: [identity] }]
  return { state: { ...state, pendingCommands: withCommand(state.pendingCommands, event) }, effects }
}
