import type { InteractionParticipant } from '../../core/commands.ts'
import type { Assignment } from '../../core/facts.ts'
import type { State } from './model.ts'
import { isPending, type ParticipantsView, viewOf } from './view.ts'

type Seen = {
  readonly participants: readonly InteractionParticipant[]
  /** Agents' display names, by worker SID. */
  readonly names: ReadonlyMap<string, string>
  readonly customerName: string | undefined
}

const nameless = { agent: 'Agent', customer: 'Customer', supervisor: 'Supervisor', other: 'Somebody else' } as const

/** Lists the channel's participants, as the agent of this assignment sees them. */
export function participantsOf(
  state: State,
  assignment: Assignment,
  { participants, names, customerName }: Seen,
): ParticipantsView {
  const transfer = isPending(state.transfer) ? viewOf(state) : undefined
  return {
    taskSid: assignment.taskSid,
    participants: participants.map((each) => {
      const isSelf = each.workerSid === assignment.workerSid
      const known = each.kind === 'customer' ? customerName : each.workerSid && names.get(each.workerSid)
      return {
        participantSid: each.participantSid,
        kind: each.kind,
        name: known || nameless[each.kind],
        isSelf,
        isRemovable: each.kind === 'agent' && !isSelf,
      }
    }),
    ...(transfer && { transfer }),
    mayLeave: transfer !== undefined || otherAgents(participants, assignment).length > 0,
  }
}

/**
 * Returns the other agents who serve the customer. Customers do not count, so neither do the addresses an e-mail was
 * copied to, which are customers of the channel as well; nor do supervisors who only monitor.
 */
export const otherAgents = (
  participants: readonly InteractionParticipant[],
  assignment: Assignment,
): readonly InteractionParticipant[] =>
  participants.filter(
    (each) => each.kind === 'agent' && each.taskSid !== assignment.taskSid && each.workerSid !== assignment.workerSid,
  )
