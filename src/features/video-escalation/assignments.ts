import type { Assignment } from '../../core/facts.ts'
import { unchanged } from '../../core/feature.ts'
import { isOffer } from '../../core/offers.ts'
import { isLookedUp, isOutsider, withCommand } from '../../core/unknown-identities.ts'
import { end } from './ending.ts'
import { isAwaited, release } from './handover.ts'
import { inviteOver, lookForInvites } from './invited.ts'
import type { Command, Decision, Effect, EventOf, Settings, State } from './model.ts'

/** Adds an accepted task of this conversation. Ignores an acceptance that arrives after the end of the same task. */
export function openAssignment(state: State, assignment: Assignment): State {
  if (state.closed.includes(assignment.taskSid) || state.closed.includes(assignment.reservationSid)) return state
  const known = state.assignments.find((each) => each.reservationSid === assignment.reservationSid)
  if (known) return state
  // The invite for this task has been accepted, whoever sent it, so the wait for it is over.
  const transfers = state.transfers.map((each) =>
    each.invitedTaskSid === assignment.taskSid ? { ...each, is: 'over' as const, wasAccepted: true } : each,
  )
  return { ...state, transfers, assignments: [...state.assignments, assignment].slice(-10) }
}

/**
 * Closes an agent's assignment. The video ends with the last one, but goes on while another agent serves the customer
 * or is invited, by us or by another application.
 */
export function closeAssignment(state: State, event: EventOf<'assignment.closed'>, settings: Settings): Decision {
  const { taskSid, reservationSid, at } = event
  const isOver = (assignment: Assignment) =>
    reservationSid ? assignment.reservationSid === reservationSid : assignment.taskSid === taskSid
  const assignments = state.assignments.filter((assignment) => !isOver(assignment))
  const assignment = state.assignments.find(isOver)
  // An offer that was not accepted was never an assignment.
  if (!assignment && isOffer(event)) return unchanged(state)
  const closed = [...state.closed.slice(-19), reservationSid ?? taskSid]
  const next = { ...state, assignments, closed }
  // Ignores tasks that had no part in the video, and repeated ends. A task may have had many reservations: the end of
  // one concerns only its own agent.
  const gone = assignment ?? (reservationSid ? undefined : ownerOf(state.video, taskSid))
  if (!gone) return reservationSid ? unchanged(next) : inviteOver(next, taskSid, at)
  if (assignments.length > 0 || isAwaited(next, gone.workerSid, at)) return release(next, gone, at, settings)
  const looking = assignment && lookForInvites(next, assignment, event)
  return looking ?? end(next, { why: 'task-closed', at, detail: event.how })
}

/** Returns the video if it is on this task and the end of its owner's assignment is not known yet. */
const ownerOf = (video: State['video'], taskSid: string) =>
  video.phase !== 'idle' && video.taskSid === taskSid && !video.released.some((each) => each.taskSid === taskSid)
    ? video
    : undefined

export const assignmentOf = (state: State, by: Command['by']): Assignment | undefined =>
  state.assignments.find((assignment) =>
    'identity' in by ? assignment.identity === by.identity : assignment.workerSid === by.workerSid,
  )

/**
 * Handles a chat command by an identity without an assignment: usually a customer who typed `/video`, but the event of
 * an agent's acceptance may have been lost. The command waits until Twilio has answered whether this is an agent, and
 * which assignments the agent has.
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
