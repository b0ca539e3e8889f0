import type { InteractionParticipant } from '../../core/commands.ts'
import type { Assignment } from '../../core/facts.ts'
import type { State } from './model.ts'
import { isPending, type ParticipantsView, viewOf } from './view.ts'

type Seen = {
  readonly participants: readonly InteractionParticipant[]
  /** What agents call each other, by worker SID. */
  readonly names: ReadonlyMap<string, string>
  readonly customerName: string | undefined
}

const nameless = { agent: 'Agent', customer: 'Customer', supervisor: 'Supervisor', other: 'Somebody else' } as const

/** Who is in the channel, as the agent of this assignment sees it. */
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
 * Who serves the customer besides the agent of this assignment. Customers do not count, so the addresses an e-mail was copied
 * to, which are customers of the channel as well, keep nobody company; neither does a supervisor who only looks on.
 */
export const otherAgents = (
  participants: readonly InteractionParticipant[],
  assignment: Assignment,
): readonly InteractionParticipant[] =>
  participants.filter(
    (each) => each.kind === 'agent' && each.taskSid !== assignment.taskSid && each.workerSid !== assignment.workerSid,
  )
