import type { Fact } from '../../core/facts.ts'
import type { Offer } from '../../twilio/port.ts'
import { isOver } from './assignments.ts'
import type { State } from './model.ts'
import { markOf } from './names.ts'
import { isPending } from './view.ts'

/** What the reconciler read from Twilio about the tasks of one conversation. */
export type Observed = {
  readonly key: string
  readonly at: number
  /** TaskRouter's status by task; undefined if the task no longer exists. */
  readonly statuses: ReadonlyMap<string, string | undefined>
  /** Of the invite's task. */
  readonly offers: readonly Offer[]
}

/** Tells whether a transfer is under way, or the invite of a finished transfer may still ring. */
export const isUnsettled = (state: State): boolean => isPending(state.transfer) || mayRing(state)

function mayRing({ transfer, closed }: State): boolean {
  if (transfer.phase !== 'over' || transfer.taker || transfer.isGone) return false
  const { invitedTaskSid } = transfer
  // A task that a read did not find may only not have been visible yet.
  return invitedTaskSid
    ? !closed.some(({ sid, how }) => sid === invitedTaskSid && how !== foundDeleted)
    : transfer.mayRing === true
}

/** The invite that may or may not have been made: its marker, and where to look for it. */
export function inviteInQuestion(state: State) {
  const { transfer } = state
  if (transfer.phase !== 'over' || transfer.invitedTaskSid || !mayRing(state)) return undefined
  const { interactionSid, channelSid } = transfer.from
  return {
    transferId: transfer.id,
    since: transfer.at,
    mark: markOf(transfer.id, transfer.attempt),
    interactionSid,
    channelSid,
  }
}

/** The tasks to compare while a transfer is under way or just over; none if there is nothing to compare. */
export function tasksInQuestion(state: State): {
  readonly invited?: string
  readonly served: readonly string[]
} {
  const { transfer, assignments } = state
  if (transfer.phase === 'over' && transfer.invitedTaskSid && mayRing(state))
    return { invited: transfer.invitedTaskSid, served: [] }
  if (!isPending(transfer)) return { served: [] }
  const invited = 'invitedTaskSid' in transfer ? transfer.invitedTaskSid : undefined
  const served = [...new Set([transfer.from.taskSid, ...assignments.map(({ taskSid }) => taskSid)])]
  return { ...(invited && { invited }), served: served.filter((each) => each !== invited) }
}

/** An invite not found for this long (ms) does not exist. */
export const longestLagMs = 60_000

const foundDeleted = 'found deleted'
const refusals = ['rejected', 'timeout']
const ringing = ['pending', 'reserved']
/** A task in any other status has no agent, or will soon have none. */
const alive = ['pending', 'reserved', 'assigned']

/** Returns, as ordinary facts, what Twilio knows and the record does not: acceptances, refusals and ended tasks. */
export function missedFacts(state: State, { key, at, statuses, offers }: Observed): readonly Fact[] {
  const { transfer } = state
  const { invited } = tasksInQuestion(state)
  const facts: Fact[] = []
  for (const { reservationSid, workerSid, status, assignment } of offers) {
    const head = { id: `observed-${status}-${reservationSid}`, key, at }
    const isKnown = state.assignments.some((each) => each.reservationSid === reservationSid)
    if (assignment && !isKnown && !isOver(state, assignment))
      facts.push({ ...head, type: 'assignment.opened', assignment })
    const isRecorded = state.declined.some((each) => each.taskSid === invited && each.workerSid === workerSid)
    if (invited && refusals.includes(status) && !isRecorded)
      facts.push({ ...head, type: 'reservation.declined', taskSid: invited, reservationSid, workerSid, how: status })
  }
  for (const [taskSid, status] of statuses) {
    if (status && alive.includes(status)) {
      if (taskSid === invited && transfer.phase === 'over' && ringing.includes(status))
        facts.push({
          type: 'invite.seen',
          id: `ringing-${taskSid}-${at}`,
          key,
          at,
          transferId: transfer.id,
          taskSid,
          isRinging: true,
        })
      continue
    }
    if (!status && taskSid === invited && transfer.phase === 'over') {
      if (at - transfer.at > longestLagMs)
        facts.push({ type: 'invite.seen', id: `gone-${taskSid}`, key, at, transferId: transfer.id, isRinging: false })
      continue
    }
    if (state.closed.some(({ sid, how }) => sid === taskSid && how !== foundDeleted)) continue
    const how = status ? `found ${status}` : foundDeleted
    facts.push({ type: 'assignment.closed', id: `over-${taskSid}-${how}`, key, at, taskSid, how })
  }
  return facts
}
